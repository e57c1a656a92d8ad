import { log } from '../shared/math.ts';
import type { ScorableLead } from './lead.ts';

/** The values of each category that a model knows, sorted. Data of the model; the encoding is code. */
export type Vocabulary = Readonly<Record<CategoryField, readonly string[]>>;
export type CategoryField = (typeof CATEGORIES)[number];

const CATEGORIES = [
  'source',
  'country',
  'industry',
  'seniority',
  'department',
  'product',
  'dealType',
  'emailKind',
  'phoneKind',
] as const satisfies readonly (keyof ScorableLead)[];

/** Rises whenever the same lead would give other numbers: a model trained before must not be used after. */
const ENCODING_VERSION = 1;
/** Stands for a value that is missing or too rare for the model to know. */
const OTHER = '?';

interface NumberFeature {
  readonly name: string;
  readonly of: (lead: ScorableLead) => number;
}

/** Logarithms are centred where most leads lie and scaled to about 1, so that one penalty fits all coefficients. */
const scaledLog = (value: number, centre: number, scale: number): number =>
  (log(value + 1) - log(centre)) / scale;

const NUMBERS: readonly NumberFeature[] = [
  { name: 'employees', of: (lead) => employeesOf(lead) },
  { name: 'employees:squared', of: (lead) => employeesOf(lead) * employeesOf(lead) },
  { name: 'employees:unknown', of: (lead) => (lead.employees === null ? 1 : 0) },
  { name: 'amount', of: (lead) => (lead.amount === null ? 0 : scaledLog(lead.amount, 2000, 3)) },
  { name: 'amount:unknown', of: (lead) => (lead.amount === null ? 1 : 0) },
  { name: 'completeness', of: (lead) => lead.quality.completeness },
  { name: 'validity', of: (lead) => lead.quality.validity },
];

function employeesOf({ employees }: ScorableLead): number {
  return employees === null ? 0 : scaledLog(employees, 200, 3);
}

/** What the code does with a lead, as text: its hash in a model's card tells whether model and code belong together. */
export function featureCode(): string {
  return [`v${String(ENCODING_VERSION)}`, ...CATEGORIES, ...NUMBERS.map((feature) => feature.name)].join(
    '\n',
  );
}

/** The categories of the leads that occur at least `minimum` times. */
export function learnVocabulary(leads: readonly ScorableLead[], minimum: number): Vocabulary {
  const entries = CATEGORIES.map((field) => {
    const counts = new Map<string, number>();
    for (const lead of leads) {
      const value = lead[field];
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const known = [...counts].filter(([, count]) => count >= minimum).map(([value]) => value);
    return [field, known.toSorted()] as const;
  });
  return Object.fromEntries(entries) as unknown as Vocabulary;
}

/** Names of the columns of {@link encodeLead}: `source=web-form`, `source=?`, `employees`, ... */
export function featureNames(vocabulary: Vocabulary): string[] {
  const categories = CATEGORIES.flatMap((field) =>
    [...vocabulary[field], OTHER].map((value) => `${field}=${value}`),
  );
  return [...categories, ...NUMBERS.map((feature) => feature.name)];
}

/** The lead as numbers, one per feature name. */
export function encodeLead(lead: ScorableLead, vocabulary: Vocabulary): number[] {
  const row: number[] = [];
  for (const field of CATEGORIES) {
    const known = vocabulary[field];
    const value = lead[field];
    const index = value === null ? -1 : known.indexOf(value);
    for (let column = 0; column <= known.length; column += 1) {
      row.push(column === (index === -1 ? known.length : index) ? 1 : 0);
    }
  }
  for (const feature of NUMBERS) row.push(feature.of(lead));
  return row;
}

/** The field that a feature belongs to: the columns of one field make one reason. */
export function fieldOf(featureName: string): string {
  return /^[^=:]+/.exec(featureName)?.[0] ?? featureName;
}
