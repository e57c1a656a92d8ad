import type { LeadEnrichment } from '../enrichment/index.ts';
import type { Trait } from '../identity/index.ts';
import type { Change, Readings } from './readings.ts';
import type { Finding } from './rules.ts';

/** Contact data of a lead: the one block about a person. */
export interface LeadContactData {
  readonly email: string | null;
  readonly phone: string | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly message: string | null;
}

/** What of an enriched lead its quality is judged by. */
export interface AssessableLead {
  readonly tenant: string;
  readonly workspace: string;
  readonly source: string;
  readonly flags: readonly string[];
  readonly contact: LeadContactData;
  readonly country: string | null;
  readonly region: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly title: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly companySize: string | null;
  readonly product: string | null;
  readonly dealType: string | null;
  readonly amount: number | null;
  readonly accountId: string | null;
  readonly consent: string;
  readonly test: boolean;
  /** Further fields of the source. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly enrichment: LeadEnrichment;
}

/** What look-ups found out about the lead's texts. Null: nothing there, or nothing that is valid. */
export interface QualityFacts {
  readonly email: { readonly address: string; readonly corrected: boolean; readonly test: boolean } | null;
  readonly readings: Readings;
  /** IANA zone that the lead names. */
  readonly timeZone: string | null;
  /** ISO 639-1 code. */
  readonly language: string | null;
  /** Country and area of the postal code: DE-80331. */
  readonly postalArea: string | null;
}

/** The lead in canonical values, without anything that says who the person is. Same fields as a LeadValidated. */
export interface CanonicalLead {
  readonly source: string;
  readonly medium: string | null;
  readonly flags: readonly string[];
  readonly personKey: string | null;
  readonly identity: readonly Trait[];
  readonly accountKey: string | null;
  readonly accountOwner: string | null;
  readonly country: string | null;
  readonly region: string | null;
  readonly postalArea: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly industry: string | null;
  readonly employees: number | null;
  readonly companySize: string | null;
  readonly seniority: string | null;
  readonly department: string | null;
  readonly product: string | null;
  readonly dealType: string | null;
  readonly amount: number | null;
  readonly emailKind: string;
  readonly phoneKind: string;
  readonly quality: QualityReport;
}

/** What data quality says about a lead. */
export interface Assessment {
  /** Codes of the findings that keep it back. Empty: the lead is routed. */
  readonly reasons: readonly string[];
  /** The rules that hold for it. */
  readonly findings: readonly Finding[];
  readonly lead: CanonicalLead;
  /** What was changed, from what to what, by which rule, and how sure. */
  readonly changes: readonly Change[];
  /** Contact data with placeholders gone and the e-mail address corrected, for outreach alone. */
  readonly contact: LeadContactData;
  /** granted, denied or unknown. */
  readonly consent: string;
}

/** Quality of one lead. Same fields as the Quality of a LeadValidated. */
export interface QualityReport {
  /** Share of the fields that routing needs which are filled, 0 to 1, in thousandths. */
  readonly completeness: number;
  /** Share of the filled fields that are valid, 0 to 1, in thousandths; 1 where none is filled. */
  readonly validity: number;
  /** Codes, in a fixed order. */
  readonly issues: readonly string[];
}
