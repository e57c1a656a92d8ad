/** Data about a person, as submitted. */
export interface SubmittedContact {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly message: string | null;
}

/** A lead as its sender describes it. Null: not said. */
export interface Submission {
  readonly workspace: string | null;
  readonly source: string;
  readonly idempotencyKey: string | null;
  /** Epoch ms. */
  readonly occurredAt: number | null;
  readonly contact: SubmittedContact;
  readonly company: string | null;
  readonly companyDomain: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly title: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly product: string | null;
  readonly dealType: string | null;
  readonly amount: number | null;
  readonly campaign: string | null;
  readonly accountId: string | null;
  readonly postalCode: string | null;
  /** By the sender's look-up of the IP address. */
  readonly ipCountry: string | null;
  /** utm_medium. */
  readonly medium: string | null;
  /** In words or as a range. */
  readonly companySize: string | null;
  /** Id that the site has given the person's browser. */
  readonly visitorId: string | null;
  /** granted, denied or unknown. */
  readonly consent: string;
  readonly test: boolean;
  readonly flags: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
}

/** An accepted lead: structurally the record LeadReceived. */
export interface ReceivedLead extends Omit<Submission, 'workspace' | 'idempotencyKey' | 'occurredAt'> {
  readonly leadId: string;
  readonly tenant: string;
  readonly workspace: string;
  readonly attempt: number;
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly submissionHash: string;
  readonly stages: readonly { readonly stage: string; readonly at: number }[];
}
