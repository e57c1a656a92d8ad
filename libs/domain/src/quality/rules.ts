import type { QualityReport } from './lead.ts';

/** How bad a finding is. */
export type Severity = 'error' | 'warning' | 'info';

/** What of the data a rule is about: the usual dimensions of data quality (DAMA). */
export type Dimension = 'completeness' | 'validity' | 'consistency' | 'uniqueness' | 'timeliness';

/** A rule that holds for a lead: one line of its quality report. */
export interface Finding {
  /** Id of the rule. */
  readonly code: string;
  readonly severity: Severity;
  readonly dimension: Dimension;
  /** A sentence for people; the same for every lead, so that it tells nothing about the person. */
  readonly message: string;
}

/** Least severity that keeps a lead from being routed. */
export type Bar = Exclude<Severity, 'info'>;

/** The rules of data quality as the domain needs them; whoever compiles them gives them. */
export interface Rules {
  /** The rules that hold for a lead, in the order of the rules. Never throws. */
  readonly findings: (view: LeadView) => readonly Finding[];
  readonly bar: Bar;
}

/**
 * What a rule's condition can ask of a lead. Values are canonical where there are canonical ones. Where nothing was said a text
 * is empty and a number 0, so that a condition needs no case for it.
 */
export interface LeadView {
  readonly lead: {
    readonly tenant: string;
    readonly workspace: string;
    readonly source: string;
    readonly medium: string;
    readonly flags: readonly string[];
    /** Marked by the sender as a test. */
    readonly test: boolean;
    readonly consent: string;
    readonly firstName: string;
    readonly lastName: string;
    /** The name in one, where the source gives it so. */
    readonly name: string;
    /** First and last name, else the name in one. */
    readonly fullName: string;
    /** At most 5,000 characters of it. */
    readonly message: string;
    readonly company: string;
    readonly companyDomain: string;
    readonly country: string;
    readonly region: string;
    readonly timeZone: string;
    readonly language: string;
    /** As the lead says it. */
    readonly title: string;
    readonly seniority: string;
    readonly department: string;
    readonly industry: string;
    readonly employees: number;
    readonly companySize: string;
    readonly product: string;
    readonly dealType: string;
    readonly amount: number;
    /** Further fields of the source. */
    readonly attributes: Readonly<Record<string, string>>;
  };
  readonly email: {
    /** business, free, disposable, invalid or none. */
    readonly kind: string;
    readonly valid: boolean;
    /** A domain or mailbox that is plainly for tests. */
    readonly test: boolean;
    /** A typing error in the domain was mended. */
    readonly corrected: boolean;
    readonly address: string;
    /** Before the @. */
    readonly local: string;
    readonly domain: string;
  };
  readonly phone: {
    /** valid, invalid or none. */
    readonly kind: string;
    readonly valid: boolean;
    /** ISO 3166-1 alpha-2. */
    readonly country: string;
  };
  readonly quality: QualityReport;
}

/** Codes of the findings that keep a lead back: those at the bar or worse, in the order of the rules. */
export function reasonsOf(findings: readonly Finding[], bar: Bar): readonly string[] {
  return findings.filter(({ severity }) => severity === 'error' || severity === bar).map(({ code }) => code);
}
