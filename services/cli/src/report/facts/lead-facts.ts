import type { RecordName, Records } from '@leadline/contracts';
import type { LeadState } from '../../audit/lead-states.ts';

/** How a workspace tells the time: by the broker's clock, or by a clock that its driver moves (imports, simulations). */
export type Clock = 'live' | 'event';

/** A stay in the waiting line; clock of the workspace, epoch ms. */
export interface Wait {
  /** Why the lead got no rep. */
  readonly reason: string;
  readonly from: number;
  /** Null: it still waits. */
  readonly to: number | null;
  /** State that ended the wait; null: it still waits. */
  readonly end: string | null;
  /** Its deadline came before a rep did. */
  readonly overdue: boolean;
}

/** What the topics say of one lead, as far as a report is concerned. Nothing in it says who the person is. */
export interface LeadFacts {
  readonly leadId: string;
  readonly tenant: string;
  readonly workspace: string;
  /** Of its workspace, when the lead came to it. */
  readonly clock: Clock;
  /** When the lead came about; clock of the workspace, epoch ms. */
  readonly occurredAt: number;
  /** When intake accepted it; wall clock, epoch ms. */
  readonly receivedAt: number;
  readonly state: LeadState;
  /** Canonical; null while nobody has put it into canonical values, and when those records have passed their retention. */
  readonly source: string | null;
  /** Why it is in quarantine. */
  readonly reasons: readonly string[];
  /** What closed it; null while it is not closed. */
  readonly outcome: string | null;
  /** First assignment; clock of the workspace, epoch ms. */
  readonly assignedAt: number | null;
  /** When the broker had the first `lead.assigned`; wall clock, epoch ms. */
  readonly assignedWallAt: number | null;
  /** When the provider accepted the first message to the lead; wall clock, epoch ms. */
  readonly messagedAt: number | null;
  /** Why the last assignment brought no message: a reason of `outreach.skipped`, an error code of `outreach.failed`. */
  readonly unmessaged: string | null;
  /** First outcome `contacted`, when it happened by its sender; clock of the workspace, epoch ms. */
  readonly contactedAt: number | null;
  readonly waits: readonly Wait[];
  /** Rep and path of the last assignment. */
  readonly repId: string | null;
  readonly path: string | null;
  /** Deal value if won, as predicted at the last assignment; workspace currency. */
  readonly value: number | null;
  /** Model's P(win) of this lead with that rep, 0 to 1, the rep's load left out of account. */
  readonly chance: number | null;
}

/** A record that a report reads; `timestamp` is the broker's time, epoch ms. */
export type Evidence = {
  readonly [Name in RecordName]: {
    readonly record: Name;
    readonly value: Records[Name];
    readonly timestamp: number;
  };
}[RecordName];
