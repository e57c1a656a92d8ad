import { postalArea, postalForm, postalRange, type PostalSpan } from '@leadline/reference';
import { z } from 'zod';

const country = z
  .string()
  .refine((code) => postalForm(code) !== undefined, 'must be a country with postal areas, such as DE');
const ranges = z
  .array(
    z
      .string({ error: 'must be a text: write it in quotes, as in "80331"' })
      .describe('80331, 80*, 80000-81999, SW1A'),
  )
  .min(1);

/** Postal areas of a territory, by country. */
export const postal = z
  .record(country, ranges)
  .check(({ value, issues }) => {
    for (const [of, texts] of Object.entries(value))
      for (const [index, text] of texts.entries()) {
        const range = postalRange(of, text);
        if (!range.ok)
          issues.push({ code: 'custom', input: text, path: [of, index], message: range.problem });
      }
  })
  .describe(
    'Postal areas of the lead by country: ranges, beginnings with a *, or single ones; they go before regions.',
  );

type Areas = z.output<typeof postal>;

/** What one text of a territory names, and where the territory says it. */
export interface NamedArea {
  readonly country: string;
  readonly index: number;
  readonly text: string;
  readonly spans: readonly PostalSpan[];
}

/** All that a territory names of postal areas, in the order of the file. */
export function namedAreas(areas: Areas): readonly NamedArea[] {
  return Object.entries(areas).flatMap(([of, texts]) =>
    texts.map((text, index) => {
      const range = postalRange(of, text);
      return { country: of, index, text, spans: range.ok ? range.spans : [] };
    }),
  );
}

/** Spans in order, those that touch or overlap joined. */
export function joinedAreas(spans: readonly PostalSpan[]): readonly PostalSpan[] {
  const joined: PostalSpan[] = [];
  for (const [from, to] of spans.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))) {
    const last = joined.at(-1);
    if (last === undefined || last[1] < from) joined.push([from, to]);
    else if (last[1] < to) joined[joined.length - 1] = [last[0], to];
  }
  return joined;
}

const fact = z.string().min(1).nullable().default(null);

/** What is said of an example's lead. The postal code as the lead would say it: data quality makes the area of it. */
export const leadSaid = z
  .strictObject({
    source: z.string().default('web-form'),
    country: fact,
    timeZone: fact,
    language: fact,
    product: fact,
    dealType: fact,
    segment: z.string().default(''),
    score: z.number().min(0).max(100).default(50),
    expectedValue: z.number().min(0).default(0),
    workMinutes: z.number().min(0).default(60),
    region: fact,
    account: fact,
    postalCode: fact,
  })
  .check(({ value: { country: of, postalCode }, issues }) => {
    if (postalCode === null || (of !== null && postalArea(postalCode, of) !== null)) return;
    const message =
      of === null
        ? 'a postal code needs the country of the lead'
        : `${postalCode} is no postal code of ${of}`;
    issues.push({ code: 'custom', input: postalCode, path: ['postalCode'], message });
  });
