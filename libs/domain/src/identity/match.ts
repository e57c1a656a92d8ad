import { nameAgreement, type NameAgreement } from './qgrams.ts';
import type { Trait } from './traits.ts';
import { SURE, UNSURE, WEIGHTS } from './weights.ts';

/** What the comparison of two leads' persons has shown, one for each thing compared. */
export type Evidence = keyof typeof WEIGHTS;
export type Verdict = 'same' | 'unsure' | 'other';

/** How sure it is that two leads are of one person. */
export interface PersonMatch {
  readonly verdict: Verdict;
  /** Log2 of how much likelier the evidence is for one person than for two, in tenths. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** To this much a word agrees with itself typed with one error: a long one, a short one. */
const CLOSE = 0.7;
const NEAR = 0.5;

function nameEvidence(agreement: NameAgreement | null): Evidence | null {
  if (agreement === null) return null;
  const { weakest, whole } = agreement;
  if (weakest < NEAR) return 'NAME_OTHER';
  if (whole < 2) return 'NAME_PART';
  if (weakest < CLOSE) return 'NAME_NEAR';
  return weakest === 1 ? 'NAME_SAME' : 'NAME_CLOSE';
}

/** How the names agree; they do alike under each trait that both leads have. */
function agreementOf(pairs: readonly (readonly [Trait, Trait])[]): NameAgreement | null {
  const named = pairs.find(([a, b]) => a.name !== '' && b.name !== '');
  return named === undefined ? null : nameAgreement(named[0].name, named[1].name);
}

/**
 * Compares two leads' persons by their traits. Each thing compared adds its weight (Fellegi, Sunter: A theory for record
 * linkage, JASA 64, 1969): `same` at SURE or more, `other` below UNSURE. What one of the leads does not say adds nothing.
 */
export function matchPersons(a: readonly Trait[], b: readonly Trait[]): PersonMatch {
  const pairs = a.flatMap((mine) =>
    b
      .filter(({ kind, key }) => kind === mine.kind && key === mine.key)
      .map((theirs) => [mine, theirs] as const),
  );
  const same = (kind: string): boolean => pairs.some(([{ kind: shared }]) => shared === kind);
  const both = (kind: string): boolean =>
    [a, b].every((traits) => traits.some((trait) => trait.kind === kind));
  const differs = (kind: string): boolean => both(kind) && !same(kind);
  const checks: readonly (readonly [Evidence | null, boolean])[] = [
    ['MAILBOX_SAME', same('mailbox')],
    ['MAILBOX_SHARED', same('shared-mailbox')],
    ['MAILBOX_OTHER', differs('mailbox') && !same('namesakes')],
    ['MAILBOX_NUMBERED', differs('mailbox') && same('namesakes')],
    ['PHONE_SAME', same('phone')],
    ['PHONE_OTHER', differs('phone')],
    ['COMPANY_SAME', same('company')],
    ['GROUP_SAME', same('group') && !same('company')],
    [nameEvidence(agreementOf(pairs)), true],
  ];
  const evidence = checks.flatMap(([found, holds]) => (holds && found !== null ? [found] : []));
  const score = evidence.reduce((sum, found) => sum + WEIGHTS[found], 0);
  return { verdict: score >= SURE ? 'same' : score >= UNSURE ? 'unsure' : 'other', score, evidence };
}
