import type { Condition } from '@leadline/domain';

/** Characters of JSON: some seven thousand comparisons. */
const MOST_WRITTEN = 500_000;

/**
 * How much the conditions of one file may still say. A name stands for the whole condition behind it, so that a few lines that
 * each ask a name twice say more than any memory holds: what is used is counted as it will be written out, before it is joined.
 */
export class Room {
  #left = MOST_WRITTEN;

  /** Takes what a condition needs; false: there is not so much left, nor will there be. */
  take(condition: Condition): boolean {
    if (this.#left >= 0) this.#left -= JSON.stringify(condition).length;
    return this.#left >= 0;
  }
}

export const TOO_MUCH = `with this, the conditions of the file take more than ${MOST_WRITTEN} characters once each name is written out as what it stands for: ask fewer names inside of named conditions, or have fewer or shorter rules`;
