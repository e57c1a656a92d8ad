import type { ScorableLead } from '@leadline/domain';

/** A closed deal to learn from: what was known when the lead came in, and how it ended. */
export interface Example {
  readonly tenant: string;
  readonly workspace: string;
  /** Who worked it. */
  readonly repId: string;
  /** Tier of the rep; absent: not known. Of several, the latest counts. */
  readonly tier?: string;
  readonly lead: ScorableLead;
  readonly won: boolean;
  /** Amount won; 0 when lost. */
  readonly amount: number;
  /** When the lead came in, epoch ms. */
  readonly occurredAt: number;
  /** When the deal ended, epoch ms; absent: not known. */
  readonly closedAt?: number;
  /** When the rep got it, epoch ms; absent: not known. */
  readonly decidedAt?: number;
  /** By which path of the decision the rep was found; absent: not known. */
  readonly path?: string;
  /** How the rep stood then; absent: not known. */
  readonly strain?: Strain;
  /** How the rep was chosen: among whom, and with which probability (0 to 1) this one. Absent: not known. */
  readonly choice?: { readonly repIds: readonly string[]; readonly propensity: number };
}

/** A deal that has not ended yet. */
export interface OpenDeal extends Omit<Example, 'won' | 'amount' | 'closedAt'> {
  readonly won: null;
}

/** A deal of which all of its kind and age are told, whether they have ended or not. */
export type WatchedDeal = Example | OpenDeal;

export const hasEnded = (deal: WatchedDeal): deal is Example => deal.won !== null;

/** How a rep stands when a lead comes to one. */
export interface Strain {
  /** Minutes from the lead's arrival to the rep's first touch; to the decision where touches are not told. */
  readonly waitMinutes: number;
  /** Leads that the rep had already got on that day. */
  readonly newToday: number;
}
