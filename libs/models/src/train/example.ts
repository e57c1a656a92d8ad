import type { ScorableLead } from '@leadline/domain';

/** A closed deal to learn from: what was known when the lead came in, and how it ended. */
export interface Example {
  readonly tenant: string;
  readonly workspace: string;
  /** Who worked it. */
  readonly repId: string;
  readonly lead: ScorableLead;
  readonly won: boolean;
  /** Amount won; 0 when lost. */
  readonly amount: number;
  /** When the lead came in, epoch ms. */
  readonly occurredAt: number;
  /** When the deal ended, epoch ms; absent: not known. */
  readonly closedAt?: number;
  /** How the rep was chosen: among whom, and with which probability (0 to 1) this one. Absent: not known. */
  readonly choice?: { readonly repIds: readonly string[]; readonly propensity: number };
}
