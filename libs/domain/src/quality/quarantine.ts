import { isJunkName } from './junk-name.ts';

/** Why a lead is not routed. */
export type QuarantineReason = 'INVALID_CONTACT' | 'TEST_LEAD' | 'DISPOSABLE_EMAIL' | 'SPAM' | 'JUNK_NAME';

/** What the reasons are judged by. */
export interface QuarantineCase {
  readonly flags: readonly string[];
  readonly test: boolean;
  /** Null: none, or not valid. */
  readonly email: { readonly test: boolean } | null;
  /** business, free, disposable, invalid or none. */
  readonly emailKind: string;
  readonly hasPhone: boolean;
  readonly names: readonly string[];
  readonly message: string | null;
}

const SPAM_LINKS = 3;

/** All reasons for which a lead stays out, in a fixed order; none for a lead to be routed. */
export function quarantineReasons(lead: QuarantineCase): readonly QuarantineReason[] {
  const checks: readonly (readonly [QuarantineReason, boolean])[] = [
    [
      'INVALID_CONTACT',
      lead.email === null && !lead.hasPhone && !lead.flags.includes('CONTACT_NOT_EXPECTED'),
    ],
    ['TEST_LEAD', lead.test || (lead.email?.test ?? false)],
    ['DISPOSABLE_EMAIL', lead.emailKind === 'disposable' && !lead.hasPhone],
    ['SPAM', linksIn(lead.message ?? '') >= SPAM_LINKS],
    ['JUNK_NAME', lead.names.some(isJunkName)],
  ];
  return checks.filter(([, holds]) => holds).map(([reason]) => reason);
}

function linksIn(message: string): number {
  return message.match(/https?:\/\/|(?<!\/\/)\bwww\./gi)?.length ?? 0;
}
