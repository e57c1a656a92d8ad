/**
 * How a text was recognised. `exact`: it was canonical, whatever its case and punctuation. `alias`: it is, or holds, a name that
 * the vocabulary knows. `fuzzy`: it is near one, or only looks like one.
 */
export type Match = 'exact' | 'alias' | 'fuzzy';

/** A value in canonical form and how it came about: what the quality report of a lead says of one field. */
export interface Canonical {
  readonly value: string;
  /** The text as it was given. */
  readonly from: string;
  /** What found it: vocabulary and way, such as `industry.misspelt`. */
  readonly rule: string;
  readonly match: Match;
  /** Probability that this value is what was meant, 0 to 1; measured on part A of the corpus (docs/corpus.md). */
  readonly confidence: number;
  /** Code of the value in a standard, where its vocabulary has one: the NAICS sector of an industry. */
  readonly code: string | null;
}
