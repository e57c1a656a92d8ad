import type { Trait } from '../identity/index.ts';
import type { Span } from './away.ts';

export interface StageTime {
  /** Name of the stage that finished. */
  readonly stage: string;
  /** Wall clock, epoch ms. */
  readonly at: number;
}

export interface Quality {
  /** Share of the fields that routing needs which are filled, 0 to 1. */
  readonly completeness: number;
  /** Share of the filled fields that are valid, 0 to 1. */
  readonly validity: number;
  /** Codes, such as COUNTRY_UNKNOWN. */
  readonly issues: readonly string[];
}

export interface ScoreReason {
  readonly feature: string;
  /** Contribution to the lead logit, in millionths. */
  readonly effect: number;
}

/** A lead ready to be assigned. */
export interface LeadScored {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  /** Canonical. */
  readonly source: string;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  readonly flags: readonly string[];
  /** Keyed hash of the corrected e-mail, else phone. */
  readonly personKey: null | string;
  /** By what the lead's person can be met again; what one lead says and another does not, tells nothing. */
  readonly identity: readonly Trait[];
  /** Account id, else keyed hash of the company domain. */
  readonly accountKey: null | string;
  /** Rep id. */
  readonly accountOwner: null | string;
  readonly country: null | string;
  readonly region: null | string;
  /** Absent from what was scored before there was one. */
  readonly postalArea?: null | string;
  readonly timeZone: null | string;
  readonly language: null | string;
  readonly industry: null | string;
  readonly employees: null | number;
  readonly seniority: null | string;
  readonly department: null | string;
  readonly product: null | string;
  readonly dealType: null | string;
  readonly amount: null | number;
  readonly emailKind: string;
  readonly phoneKind: string;
  readonly quality: Quality;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
  /** 0 to 100. */
  readonly score: number;
  /** Largest first. */
  readonly scoreReasons: readonly ScoreReason[];
  readonly segment: string;
  /** Predicted deal size in the workspace currency if won. */
  readonly expectedValue: number;
  /** Rep work the lead is expected to take, minutes. */
  readonly workMinutes: number;
  /** Logit of a win by an average rep, in millionths. */
  readonly leadLogit: number;
  /** Reps that the model knows in this workspace, sorted. */
  readonly repIds: readonly string[];
  /** Win logit per rep of repIds, in millionths; congestion not included. */
  readonly repLogits: readonly number[];
  readonly modelVersion: string;
}

/** A lead that must not be routed as it is. */
export interface LeadQuarantined {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  readonly source: string;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  /** Codes; at least one. */
  readonly reasons: readonly string[];
  readonly personKey: null | string;
  readonly quality: Quality;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** A lead that a stage could not process; its bytes are in a dead-letter topic. */
export interface LeadParked {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  readonly source: null | string;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  readonly stage: string;
  readonly errorCode: string;
  readonly deadLetterTopic: null | string;
  readonly deadLetterPartition: null | number;
  readonly deadLetterOffset: null | number;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** What scoring says of a lead beyond what dedupe and a decision need. */
type Unneeded =
  | 'flags'
  | 'industry'
  | 'employees'
  | 'seniority'
  | 'department'
  | 'amount'
  | 'emailKind'
  | 'phoneKind'
  | 'quality'
  | 'scoreReasons';

/**
 * A lead that another workspace has handed on to `workspace`: what dedupe and a decision need of it, and how it has fared so far.
 * The model spoke of the reps of the workspace to which it came first.
 */
export interface LeadTransferred extends Omit<LeadScored, Unneeded> {
  /** Attempt of its latest arrival; that of the lead may be higher, as commands raise it, too. */
  readonly taken: number;
  /** Workspaces that it has been in, the first one first. */
  readonly from: readonly string[];
  /** When it was handed on, epoch ms, on the clock of the workspace that did so. */
  readonly at: number;
  /** When its wait began, on the same clock. */
  readonly since: number;
  /** When it is to be escalated, on the same clock. */
  readonly deadline: number;
  /** Reps from whom it was taken. */
  readonly declined: readonly string[];
}

/** A rep as routing sees one. Contact data stands in RepContact. */
export interface RepUpserted {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  readonly active: boolean;
  /** Country codes, or * for any. */
  readonly territories: readonly string[];
  /** Products or deal types the rep may sell, or *. */
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly tier: string;
  /** IANA. */
  readonly timeZone: string;
  /** 1 Monday to 7 Sunday. */
  readonly workDays: readonly number[];
  /** Minute of the local day. */
  readonly workStart: number;
  /** Minute of the local day; exclusive. */
  readonly workEnd: number;
  /** Open leads at most. */
  readonly capacity: number;
  /** New leads a local day at most. */
  readonly dailyCap: number;
  /** Leave and holidays: spans of local time, epoch ms as if UTC; `to` exclusive. */
  readonly away: readonly Span[];
  readonly occurredAt: number;
  /** Who says so; an id, no name. Absent, as the reason: not said. */
  readonly by?: null | string;
  readonly reason?: null | string;
}

/** A deal that a rep has open from before Leadline; counts as load until its outcome. */
export interface DealOpened {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly dealId: string;
  readonly repId: string;
  readonly occurredAt: number;
}

/** What became of a lead. */
export interface DealOutcome {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  /** Lead id, or the dealId of DealOpened. */
  readonly leadId: string;
  /** contacted, won, lost or released. */
  readonly outcome: string;
  /** Amount won, workspace currency. */
  readonly amount: null | number;
  readonly reason: null | string;
  readonly occurredAt: number;
}

/** A person's command on a lead. */
export interface LeadCommanded {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly leadId: string;
  /** reassign, withdraw, merge or split. */
  readonly command: string;
  /** Target of reassign; null: choose again. */
  readonly repId: null | string;
  /** Target of merge: the lead that stays. */
  readonly otherLeadId: null | string;
  readonly by: null | string;
  readonly reason: null | string;
  readonly occurredAt: number;
}

/** The clock of a workspace. */
export interface WorkspaceConfigured {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  /** live or event. */
  readonly clock: string;
  /** First instant of an event clock, epoch ms. */
  readonly startAt: number;
  /** Who says so; an id, no name. Absent, as the reason: not said. */
  readonly by?: null | string;
  readonly reason?: null | string;
}

/** A routing policy that holds from here on. */
export interface PolicyReleased {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly version: string;
  /** The policy as canonical JSON. */
  readonly body: string;
  readonly occurredAt: number;
  /** Who has released it; an id, no name. Absent, as the reason: not said. */
  readonly actor?: null | string;
  readonly reason?: null | string;
}

/** Prices of the reps' time that hold from here on. */
export interface PricesReleased {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly version: string;
  /** The prices as canonical JSON. */
  readonly body: string;
  readonly occurredAt: number;
  /** Who says so; an id, no name. Absent, as the reason: not said. */
  readonly by?: null | string;
  readonly reason?: null | string;
}

/** An event clock has moved: fold what happened up to there. */
export interface ClockAdvanced {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  /** Epoch ms. */
  readonly to: number;
  /** Who says so; an id, no name. Absent, as the reason: not said. */
  readonly by?: null | string;
  readonly reason?: null | string;
}

/** A live clock may fire its timers. */
export interface Ticked {
  readonly eventId: string;
  readonly tenant: string;
  readonly workspace: string;
  /** The timer that asked for the tick, epoch ms. */
  readonly dueAt: number;
}

interface LogRecords {
  readonly LeadScored: LeadScored;
  readonly LeadQuarantined: LeadQuarantined;
  readonly LeadParked: LeadParked;
  readonly LeadTransferred: LeadTransferred;
  readonly RepUpserted: RepUpserted;
  readonly DealOpened: DealOpened;
  readonly DealOutcome: DealOutcome;
  readonly LeadCommanded: LeadCommanded;
  readonly WorkspaceConfigured: WorkspaceConfigured;
  readonly PolicyReleased: PolicyReleased;
  readonly PricesReleased: PricesReleased;
  readonly ClockAdvanced: ClockAdvanced;
  readonly Ticked: Ticked;
}

/** A record of a workspace's log. Values are structurally those of the contracts. */
export type LogEvent = {
  [R in keyof LogRecords]: { readonly record: R; readonly value: LogRecords[R] };
}[keyof LogRecords];

/** A lead as a stage hands it over: routable, unfit, or broken. */
export type LeadEvent = Extract<LogEvent, { record: 'LeadScored' | 'LeadQuarantined' | 'LeadParked' }>;
/** A lead as another workspace hands it over. */
export type TransferEvent = Extract<LogEvent, { record: 'LeadTransferred' }>;
/** An event about one lead or deal that is already known, or will be. */
export type FollowUp = Extract<LogEvent, { record: 'DealOutcome' | 'LeadCommanded' }>;
/** Events that an event clock folds in at the end of their step. */
export type TimedEvent = LeadEvent | TransferEvent | FollowUp | Extract<LogEvent, { record: 'DealOpened' }>;
