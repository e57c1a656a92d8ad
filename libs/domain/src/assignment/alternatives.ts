import { questionOf, type Capsule, type Named } from './capsule.ts';
import { rank } from './choose.ts';
import { ENGINES } from './engines.ts';
import { partsOf, type Parts } from './parts.ts';
import { preferredChance, withPreferences } from './preferred.ts';
import type { ContentSource } from './replay.ts';
import { worthOf } from './value.ts';
import { whatIf, type WhatIf } from './what-if.ts';
import { EXCLUSION_WORDS, grouped, percent, priced, seatWords } from './words.ts';

/** What spoke for each candidate, and what would have changed the answer. */
export interface Alternatives {
  readonly objective: Capsule['objective'];
  readonly expectedValue: number;
  readonly rep: string | null;
  /** All candidates, the best first. */
  readonly candidates: readonly Parts[];
  /** The best of those who did not get the lead. Null: there is no other. */
  readonly runnerUp: string | null;
  readonly whatIf: readonly WhatIf[];
}

/** Decides a capsule again, and otherwise; null: its engine is not known, or content that it names is not at hand. */
export function alternativesOf(text: string, content: ContentSource): Alternatives | null {
  const capsule = JSON.parse(text) as Capsule;
  const { engine, objective, result } = capsule;
  const weighing = Object.hasOwn(ENGINES, engine) ? ENGINES[engine] : undefined;
  const named = namedBy(capsule, content);
  if (weighing === undefined || named === null) return null;
  const question = withPreferences(questionOf(capsule, named));
  const matches = question.roster.reps.flatMap((_, index) =>
    result.codes[index] === '0' ? [weighing.matchOf(question, index)] : [],
  );
  const placeOf = (rep: string): number => question.roster.positions.get(rep) ?? -1;
  const candidates = rank(question, matches, weighing).map(({ rep }) =>
    partsOf(question, placeOf(rep), weighing),
  );
  return {
    objective,
    expectedValue: question.lead.expectedValue,
    rep: result.rep,
    candidates,
    runnerUp: candidates.find(({ rep }) => rep !== result.rep)?.rep ?? null,
    whatIf: whatIf(question, weighing),
  };
}

function namedBy({ policy, roster, prices }: Capsule, content: ContentSource): Named | null {
  const bodies = [policy, roster, ...(prices ? [prices] : [])].map((hash) => content(hash));
  if (bodies.includes(undefined)) return null;
  const [ofPolicy, reps, ofPrices] = bodies.map((body): unknown => JSON.parse(body ?? 'null'));
  return { policy: ofPolicy, reps, prices: ofPrices ?? null } as Named;
}

/** Candidates told in full. */
const SHOWN = 8;

/** The same in words, one line each. With `all` every candidate is told, else the best eight. */
export const explainAlternatives = (text: string, content: ContentSource, all = false): string[] =>
  alternativeLines(alternativesOf(text, content), all);

/** As explainAlternatives, of what was found already. */
export function alternativeLines(found: Alternatives | null, all: boolean): string[] {
  if (found === null)
    return ['what would have changed the answer: policy or roster of that time are not at hand'];
  const { candidates, whatIf: tried } = found;
  const shown = candidates
    .slice(0, all ? candidates.length : SHOWN)
    .map((parts) => `  ${valueLine(parts, found)}`);
  return [
    ...(shown.length === 0 ? [] : ['what each value is made of:', ...shown]),
    ...runnerUpLines(found),
    'what would have changed the answer (each decided again):',
    ...(tried.length === 0 ? ['  nothing of what was tried'] : tried.map((one) => `  ${changeLine(one)}`)),
  ];
}

/** A candidate's value in its parts. */
export function valueLine(parts: Parts, { objective, expectedValue }: Alternatives): string {
  const { rep, chance, worth, price, byWait, byShare, preferred = 0, seat = 0 } = parts;
  const losses = [
    ...(byWait === 0 ? [] : [`the wait takes ${percent(byWait)}`]),
    ...(byShare === 0 ? [] : [`open leads take ${percent(byShare)}`]),
  ];
  const value = objective === 'value' ? ` x ${grouped(expectedValue)} = ${grouped(worth / 100)}` : '';
  const more = preferred === 0 ? '' : `, ${preferred} % more by preference`;
  const lost = losses.length === 0 ? '' : ` (${losses.join(', ')})`;
  const time =
    price === 0 ? '' : `, less ${priced(price, objective)} for the time${priceParts(parts, objective)}`;
  const kept = seat === 0 ? '' : `, less ${seatWords(seat, objective)} for leads behind it`;
  const net = priced(netOf(parts, { objective, expectedValue }), objective);
  return `${rep}: P(win) ${percent(chance)}${lost}${value}${more}${time}${kept}: net ${net}`;
}

/** What a match counts, preferences and prices included, as worth is counted. */
const netOf = (
  { chance, preferred = 0, price, seat = 0 }: Parts,
  { objective, expectedValue }: Pick<Alternatives, 'objective' | 'expectedValue'>,
): number => worthOf(preferredChance(chance, preferred), expectedValue, objective) - price - seat;

function priceParts(
  { hourPrice, backlogPrice, dayPrice, capacityPrice }: Parts,
  objective: Alternatives['objective'],
): string {
  const said = [
    ['the price of the hour', hourPrice],
    ['work that waits', backlogPrice],
    ["the day's leads", dayPrice],
    ['open leads', capacityPrice],
  ] as const;
  const parts = said.filter(([, price]) => price !== 0);
  return ` (${parts.map(([what, price]) => `${priced(price, objective)} for ${what}`).join(', ')})`;
}

function runnerUpLines(found: Alternatives): string[] {
  const { candidates, rep, runnerUp, objective } = found;
  const [winner, second] = [rep, runnerUp].map((id) => candidates.find((parts) => parts.rep === id));
  if (second === undefined) return [];
  if (winner === undefined) return [`runner-up: ${second.rep}`];
  const behind = netOf(winner, found) - netOf(second, found);
  const said =
    behind < 0 ? `${priced(-behind, objective)} ahead in value` : `${priced(behind, objective)} behind`;
  return [`runner-up: ${second.rep}, ${said}`];
}

/** What would have come of a change. */
export function changeLine(change: WhatIf): string {
  const { rep, to } = change.gives;
  const nobody = to === undefined ? 'nobody (it would have waited)' : `the workspace ${to}`;
  const who = rep ?? nobody;
  switch (change.kind) {
    case 'chance':
      return `${who}, with P(win) from ${finely(change.to)} on (it is ${finely(change.from)})`;
    case 'value': {
      const side = change.to > change.from ? 'or more' : 'or less';
      return `${who}, were the lead worth ${exactly(change.to)} ${side} (it is ${exactly(change.from)})`;
    }
    case 'away':
      return `${who}, had ${change.rep} been away`;
    case 'full':
      return `${who}, had ${change.rep} been at capacity`;
    case 'rule':
      return `${who}, without the rule ${change.rule}`;
    case 'exclusion':
      return `${who}, had nobody been excluded as "${EXCLUSION_WORDS[change.exclusion]}"`;
    case 'alone':
      return `${who}, had no lead behind it in the line wanted a rep more`;
    case 'owner':
      return `${who}, had no owner come first`;
    case 'command':
      return `${who}, had nobody named a rep`;
  }
  return change satisfies never;
}

/** Millionths as a percentage with four decimals: what tips the scale may be little. */
function finely(millionths: number): string {
  const whole = Math.floor(millionths / 10_000);
  return `${whole}.${String(millionths % 10_000).padStart(4, '0')} %`;
}

/** To the cent: 3,400.07. */
function exactly(value: number): string {
  const cents = Math.round(value * 100);
  return `${grouped(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
}
