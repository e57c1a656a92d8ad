import type { Scorer } from '@leadline/models';
import type { LeadModel } from './stage.ts';

/** A loaded model that is let go once nobody wants it any more and what it was asked is answered. */
export class HeldModel implements LeadModel {
  readonly card: LeadModel['card'];
  readonly #scorer: Scorer;
  #asked = 0;
  #isWanted = true;

  constructor(scorer: Scorer) {
    this.#scorer = scorer;
    this.card = scorer.card;
  }

  async run(...[leads]: Parameters<LeadModel['run']>): ReturnType<LeadModel['run']> {
    this.#asked += 1;
    try {
      return await this.#scorer.run(leads);
    } finally {
      this.#asked -= 1;
      await this.#closeIfDone();
    }
  }

  /** From now on nobody asks it anything new. Once. */
  async letGo(): Promise<void> {
    this.#isWanted = false;
    await this.#closeIfDone();
  }

  async #closeIfDone(): Promise<void> {
    if (!this.#isWanted && this.#asked === 0) await this.#scorer.close();
  }
}
