import type { ScorableLead } from '@leadline/domain';

/** Outcomes that end a deal for good; a lead that was released goes to another rep. */
export const DEAL_ENDS = ['won', 'lost', 'withdrawn'] as const;
type DealEnding = (typeof DEAL_ENDS)[number];

export const isDealEnding = (outcome: string): outcome is DealEnding =>
  (DEAL_ENDS as readonly string[]).includes(outcome);

/** How a deal has ended. */
export interface DealEnd {
  readonly outcome: DealEnding;
  /** Amount won, currency of the workspace. */
  readonly amount: number | null;
  /** On the clock of its workspace, epoch ms. */
  readonly at: number;
}

/** A lead that a rep was given: what was known when it was given away, and what is known of its end. */
export interface KnownDeal {
  readonly tenant: string;
  readonly workspace: string;
  readonly leadId: string;
  /** Rep of the first decision, whoever closed the deal: what is to be learned is what comes of giving it to that rep. */
  readonly repId: string;
  /** Tier of the rep as it was known last; absent: not known. */
  readonly tier?: string;
  /** Another rep had it later. */
  readonly handedOver: boolean;
  /** As it was scored for that decision, never as the CRM has it today. */
  readonly lead: ScorableLead;
  /** When the lead came about, on the clock of its workspace, epoch ms. */
  readonly occurredAt: number;
  /** When it was given to the rep, on the same clock. */
  readonly decidedAt: number;
  /** Null: no end is known. */
  readonly end: DealEnd | null;
  /** What the decision recorded besides; absent: another system's decision. */
  readonly decision?: Decided;
  /** When the rep first touched the lead, on the clock of its workspace, epoch ms; absent: nobody has told. */
  readonly contactedAt?: number;
}

/** What a decision records of how the rep was found, and of how the rep stood. */
export interface Decided {
  /** `value`, `round-robin`, `owner`, `manual`; null: not told. */
  readonly path: string | null;
  /** With which probability the policy chose this rep; null: the decision's own record is gone. */
  readonly propensity: number | null;
  /** Open leads of the rep before this one, and leads got on that day (UTC) before it. */
  readonly open: number;
  readonly newToday: number;
}
