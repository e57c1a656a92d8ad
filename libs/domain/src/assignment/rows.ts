import type { LogEvent, StageTime } from './events.ts';

/** What happened, once and for all. The truth that every other view is folded from. */
export interface LedgerEntry {
  readonly tenant: string;
  readonly workspace: string;
  /** Rises by one per workspace. */
  readonly seq: number;
  /** Clock of the workspace, epoch ms. */
  readonly at: number;
  readonly kind: string;
  readonly leadId: null | string;
  readonly attempt: number;
  readonly repId: null | string;
  /** Open leads of the rep after this entry; -1 without a rep. */
  readonly loadAfter: number;
  readonly reason: null | string;
  readonly path: null | string;
  readonly duplicateOf: null | string;
  readonly capsuleHash: null | string;
  /** Hash of the entry before it in this workspace. */
  readonly previousHash: string;
  readonly engine: number;
  readonly policyVersion: null | string;
  readonly inputOffset: number;
}

/** A decision with everything it saw. */
export interface DecisionRecorded {
  readonly tenant: string;
  readonly workspace: string;
  readonly leadId: string;
  readonly attempt: number;
  readonly decidedAt: number;
  readonly engine: number;
  readonly policyVersion: string;
  readonly modelVersion: string;
  readonly path: string;
  readonly repId: null | string;
  /** Workspaces that the lead had been in before this one: of decisions about it those of the most are the latest. */
  readonly hop: number;
  /** Probability with which the policy chose this rep. */
  readonly propensity: number;
  /** Canonical JSON with all that is needed to decide again. */
  readonly capsule: string;
  /** SHA-256 of capsule and previousHash. */
  readonly capsuleHash: string;
  readonly previousHash: string;
  /** Hash of the content that says who has set policy, prices, roster and clock, and why; null: nobody has said so. */
  readonly provenance: null | string;
}

/** Content that capsules name by hash. */
export interface ContentStored {
  readonly tenant: string;
  readonly workspace: string;
  /** SHA-256 of body. */
  readonly hash: string;
  /** policy, roster, prices or provenance. */
  readonly kind: string;
  readonly body: string;
}

/** A lead has its rep. */
export interface LeadAssigned {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  /** Clock of the workspace, epoch ms. */
  readonly assignedAt: number;
  readonly repId: string;
  readonly path: string;
  /** One line in words. */
  readonly reason: string;
  readonly engine: number;
  readonly policyVersion: string;
  readonly modelVersion: string;
  readonly propensity: number;
  readonly capsuleHash: null | string;
  readonly score: number;
  readonly segment: string;
  readonly expectedValue: number;
  readonly seq: number;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** No rep can take the lead yet. */
export interface LeadWaiting {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  readonly since: number;
  readonly deadline: number;
  readonly reason: string;
  readonly seq: number;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** A lead has reached an end. */
export interface LeadSettled {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  /** quarantined, duplicate, parked or closed. */
  readonly state: string;
  readonly at: number;
  readonly reason: string;
  readonly duplicateOf: null | string;
  readonly outcome: null | string;
  readonly seq: number;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** A lead that may be of the same person, for people to judge. */
export interface PossibleDuplicate {
  readonly leadId: string;
  /** 10 log2 of how much likelier the evidence is for one person than for two. */
  readonly score: number;
  /** Codes, such as PHONE_SAME. */
  readonly evidence: readonly string[];
}

/** Where a lead stands now. Compacted; assignment alone writes it. */
export interface LeadStatus {
  /** UUIDv5 of tenant, source and idempotency key. */
  readonly leadId: string;
  readonly tenant: string;
  /** The unit of routing. */
  readonly workspace: string;
  /** 1 for the first arrival; repair, redrive, amend and reopen raise it. */
  readonly attempt: number;
  /** When the lead came about, epoch ms, on the clock of its workspace. */
  readonly occurredAt: number;
  /** When intake accepted it, wall clock, epoch ms. */
  readonly receivedAt: number;
  /** offered, assigned, waiting, quarantined, duplicate, parked or closed. */
  readonly state: string;
  /** Clock of the workspace, epoch ms. */
  readonly since: number;
  readonly repId: null | string;
  readonly previousRepId: null | string;
  readonly reason: null | string;
  readonly reasons: readonly string[];
  readonly path: null | string;
  readonly duplicateOf: null | string;
  /** Best first. */
  readonly possibleDuplicates: readonly PossibleDuplicate[];
  readonly outcome: null | string;
  readonly deadline: null | number;
  readonly engine: number;
  readonly policyVersion: null | string;
  readonly modelVersion: null | string;
  readonly capsuleHash: null | string;
  readonly propensity: null | number;
  /** Redeliveries seen so far. */
  readonly redelivered: number;
  readonly seq: number;
  /** Workspaces that the lead has been in before this one: of its statuses that of the most tells where it stands. */
  readonly hop: number;
  /** When each stage finished with the lead, in order. Wall clock: for latency only, never for a decision. */
  readonly stages: readonly StageTime[];
}

/** A changed key of the compacted state; a null body removes it. */
export interface StateEntry {
  readonly key: string;
  /** Canonical JSON. */
  readonly body: string | null;
}

/** All that one event brings about. Rows are structurally those of the contracts. */
export interface FoldResult {
  readonly state: readonly StateEntry[];
  readonly ledger: readonly LedgerEntry[];
  readonly decisions: readonly DecisionRecorded[];
  readonly contents: readonly ContentStored[];
  readonly assigned: readonly LeadAssigned[];
  readonly waiting: readonly LeadWaiting[];
  readonly settled: readonly LeadSettled[];
  readonly statuses: readonly LeadStatus[];
  /** For the logs of other workspaces, each on that of `value.workspace`. */
  readonly sent: readonly LogEvent[];
}
