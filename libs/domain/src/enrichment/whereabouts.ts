import type { KnownAccount, Place } from './account.ts';
import type { LookupFacts } from './enrich.ts';

/** Something that points to a country. */
interface Evidence {
  readonly source: string;
  readonly place: Place;
  /** Probability that the lead is where it points, 0 to 1. */
  readonly weight: number;
}

/**
 * How often each kind of evidence is right, as odds that a person who moves, travels or works abroad makes worse. Assumptions: nobody
 * publishes them; a workspace's own leads that say their country are the place to measure them.
 */
const WEIGHTS = { 'postal-code': 0.97, phone: 0.95, domain: 0.9, account: 0.9, ip: 0.85 } as const;
const [LEAST, MOST] = [0.01, 0.999];

/** All evidence of where a lead is, strongest first. */
export function evidenceOf(facts: LookupFacts, account: KnownAccount | null): readonly Evidence[] {
  const { submitted, postalCode, phone, email, ip } = facts;
  const found: readonly (readonly [string, Place | null | undefined, number])[] = [
    ['submitted', submitted, submitted?.confidence ?? 0],
    ['postal-code', postalCode, WEIGHTS['postal-code']],
    ['phone', phone?.place, WEIGHTS.phone],
    ['domain', email?.place, WEIGHTS.domain],
    ['account', account?.place, WEIGHTS.account],
    ['ip', ip, WEIGHTS.ip],
  ];
  return found.flatMap(([source, place, weight]) => (place ? [{ source, place, weight }] : []));
}

/**
 * The place that the strongest evidence names, and the probability of its country: the odds of all evidence multiplied (naive Bayes), for
 * what names the same country, and against it for what names another.
 */
export function whereabouts(evidence: readonly Evidence[]): {
  readonly source: string | null;
  readonly place: Place | null;
  readonly confidence: number | null;
} {
  const [first] = evidence;
  if (first === undefined) return { source: null, place: null, confidence: null };
  const { source, place } = first;
  let odds = 1;
  for (const one of evidence) {
    const weight = Math.min(MOST, Math.max(LEAST, one.weight));
    odds *= one.place.country === place.country ? weight / (1 - weight) : (1 - weight) / weight;
  }
  const probability = Math.min(MOST, Math.max(LEAST, odds / (1 + odds)));
  return { source, place, confidence: Math.round(probability * 1000) / 1000 };
}
