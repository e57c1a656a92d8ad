/** Knobs of a world. Shares and effects that are not here are fixed by the files they belong to. */
export interface WorldOptions {
  /** About how many submissions in two weeks. Default 10,000. */
  readonly leads?: number;
  /** Closed deals of the last six months. Default 8,000. */
  readonly history?: number;
  /** Standard deviation of the rep x lead fit, log-odds; 0 is a world without any. Default 0.6. */
  readonly fit?: number;
  /** Standard deviation of rep skill, log-odds. Default 0.3. */
  readonly skill?: number;
}

/** What the generator knows of a lead and the pipeline does not: enough for the true win probability. */
export interface Traits {
  readonly workspace: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly source: string;
  readonly industry: string;
  readonly employees: number;
  /** Index into JOBS. */
  readonly job: number;
  readonly product: string;
  readonly dealType: 'new' | 'expansion';
  /** What the deal brings if won, workspace currency. */
  readonly value: number;
  /** Quality that nobody sees, log-odds. */
  readonly hidden: number;
  /** Where the lead lies in the space of tastes; reps lie there too. */
  readonly taste: readonly number[];
}

/** A rep as POST /v1/reps takes one. */
export interface RepBody {
  readonly repId: string;
  readonly workspace: string;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly active: boolean;
  readonly territories: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly tier: string;
  readonly timeZone: string;
  readonly workDays: readonly number[];
  readonly workStart: number;
  readonly workEnd: number;
  readonly capacity: number;
  readonly dailyCap: number;
  readonly occurredAt: number;
}

/** The hidden side of a rep. */
export interface RepTruth {
  /** Log-odds over an average rep. */
  readonly skill: number;
  readonly taste: readonly number[];
}

/** An account as POST /v1/accounts takes one. */
export interface AccountBody {
  readonly accountId: string;
  readonly workspace: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly country: string;
  readonly employees: number;
  readonly ownerRepId: string | null;
}

/** A lead as POST /v1/leads takes one. Absent fields were left empty by the sender. */
export interface LeadBody {
  readonly source: string;
  readonly idempotencyKey: string;
  readonly workspace: string;
  readonly occurredAt: number;
  readonly email?: string;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly name?: string;
  readonly message?: string;
  readonly company?: string;
  readonly country?: string;
  readonly region?: string;
  readonly timeZone?: string;
  readonly language?: string;
  readonly title?: string;
  readonly industry?: string;
  readonly employees?: number;
  readonly product: string;
  readonly dealType: string;
  readonly amount?: number;
  readonly campaign?: string;
  readonly accountId?: string;
  readonly consent: 'granted' | 'denied' | 'unknown';
  readonly test?: boolean;
}

/** One HTTP body on its way to intake. */
export interface Submission {
  /** See {@link submissionKey}; a resubmission has the key of its first. */
  readonly key: string;
  /** When the sender sends it, epoch ms on the event clock. */
  readonly sendAt: number;
  readonly body: LeadBody;
}

export type QuarantineReason = 'INVALID_CONTACT' | 'TEST_LEAD' | 'DISPOSABLE_EMAIL' | 'SPAM' | 'JUNK_NAME';

/** What should become of a lead. */
export type Verdict =
  | { readonly kind: 'valid' }
  | { readonly kind: 'quarantine'; readonly reason: QuarantineReason }
  | { readonly kind: 'duplicate'; readonly of: string };

/** One row of the truth manifest. Never enters a topic. */
export interface LeadTruth {
  readonly key: string;
  readonly verdict: Verdict;
  readonly traits: Traits;
  /** Has an e-mail that works after correction, whether or not it may be mailed. */
  readonly mailable: boolean;
}

/** A deal that a rep has open when the run starts, and how it will end. */
export interface OpenDeal {
  readonly dealId: string;
  readonly workspace: string;
  readonly repId: string;
  readonly occurredAt: number;
  readonly closesAt: number;
  readonly outcome: 'won' | 'lost';
  readonly amount: number | null;
}

export interface Workspace {
  readonly workspace: string;
  /** First instant of its event clock, epoch ms. */
  readonly startAt: number;
}

/** A company and its two weeks. The same seed and options give the same world, on every machine and day. */
export interface World {
  readonly seed: string;
  readonly startAt: number;
  readonly endAt: number;
  readonly options: Required<WorldOptions>;
  readonly workspaces: readonly Workspace[];
  readonly reps: readonly RepBody[];
  readonly accounts: readonly AccountBody[];
  readonly deals: readonly OpenDeal[];
  /** Ordered by sendAt, then key. */
  readonly submissions: readonly Submission[];
  /** Truth manifest: one row per distinct key. */
  readonly manifest: ReadonlyMap<string, LeadTruth>;
  readonly repTruths: ReadonlyMap<string, RepTruth>;
}

/** Name of a lead before it has an id. */
export function submissionKey(source: string, idempotencyKey: string): string {
  return `${source}/${idempotencyKey}`;
}
