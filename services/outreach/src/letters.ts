import type { LeadAssigned, LeadContact, RepContact } from '@leadline/contracts';
import { fillTemplate, fullNameOf, messageIdOf, tidy } from '@leadline/domain';
import type { Mail } from './mail.ts';

/** What all mail of this installation has in common. */
export interface Letterhead {
  readonly company: string;
  /** Address that mail comes from. */
  readonly from: string;
  readonly unsubscribe: string | undefined;
  readonly unsubscribeUrl: string | undefined;
  readonly firstContact: string;
  readonly repNotice: string;
}

/** Placeholders of the template for the first contact; services/outreach/README.md says what they mean. */
const LEAD_FIELDS = [
  'firstName',
  'leadName',
  'leadCompany',
  'product',
  'repName',
  'repEmail',
  'repPhone',
  'repPhoneLine',
  'ourCompany',
] as const;
/** Placeholders of the template for the rep. */
const REP_FIELDS = [
  'leadName',
  'leadTitle',
  'leadCompany',
  'leadEmail',
  'leadPhone',
  'product',
  'language',
  'message',
  'repName',
  'repFirstName',
  'reason',
  'score',
  'segment',
  'expectedValue',
  'leadId',
  'firstContact',
  'ourCompany',
] as const;
const gaps = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));

type Values<Names extends readonly string[]> = Record<Names[number], string | number | null>;

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

export function leadMessageId({ leadId, attempt }: LeadAssigned, head: Letterhead): string {
  return messageIdOf(leadId, attempt, domainOf(head.from), 'lead');
}

/** Each assignment has its own: a lead that comes back to a rep is told again. */
export function repMessageId({ leadId, attempt, seq }: LeadAssigned, head: Letterhead): string {
  return messageIdOf(`${leadId}.${seq}`, attempt, domainOf(head.from), 'rep');
}

/** First e-mail to the lead, in the name of its rep. */
export function firstContactMail(
  assigned: LeadAssigned,
  person: LeadContact,
  rep: RepContact | undefined,
  to: string,
  head: Letterhead,
): Mail {
  const repName = tidy(rep?.name ?? '') || head.company;
  const { contact, product } = person;
  const values: Values<typeof LEAD_FIELDS> = {
    firstName: contact.firstName,
    leadName: fullNameOf(contact),
    leadCompany: person.company,
    product,
    repName,
    repEmail: rep?.email || null,
    repPhone: rep?.phone ?? null,
    repPhoneLine: rep?.phone ? ` Or call me: ${rep.phone}.` : null,
    ourCompany: head.company,
  };
  const { subject, text } = fillTemplate(head.firstContact, values);
  return {
    messageId: leadMessageId(assigned, head),
    from: { name: rep ? `${repName} via ${head.company}` : head.company, address: head.from },
    to: { name: tidy(fullNameOf(contact) ?? ''), address: to },
    replyTo: rep?.email ? { name: repName, address: rep.email } : undefined,
    subject,
    text,
    headers: { ...unsubscribeHeaders(head), ...marks(assigned, 'first-contact') },
  };
}

/** Tells the rep about the lead: who it is, why it came, how to reach the person. */
export function repNoticeMail(
  assigned: LeadAssigned,
  person: LeadContact | undefined,
  rep: RepContact,
  firstContact: string,
  head: Letterhead,
): Mail {
  const values: Values<typeof REP_FIELDS> = {
    ...leadValues(person),
    repName: rep.name,
    repFirstName: tidy(rep.name).split(' ')[0] ?? null,
    reason: assigned.reason,
    score: assigned.score,
    segment: assigned.segment,
    expectedValue: Math.round(assigned.expectedValue),
    leadId: assigned.leadId,
    firstContact,
    ourCompany: head.company,
  };
  const { subject, text } = fillTemplate(head.repNotice, values);
  return {
    messageId: repMessageId(assigned, head),
    from: { name: head.company, address: head.from },
    to: { name: tidy(rep.name), address: rep.email },
    replyTo: undefined,
    subject,
    text,
    headers: marks(assigned, 'rep-notice'),
  };
}

/** Fills both templates with nothing but gaps. @throws RangeError on a template that cannot be filled. */
export function checkTemplates({ firstContact, repNotice }: Letterhead): void {
  fillTemplate(firstContact, gaps(LEAD_FIELDS));
  fillTemplate(repNotice, gaps(REP_FIELDS));
}

function leadValues(person: LeadContact | undefined) {
  return {
    leadName: person ? fullNameOf(person.contact) : null,
    leadTitle: person?.title ?? null,
    leadCompany: person?.company ?? null,
    leadEmail: person?.contact.email ?? null,
    leadPhone: person?.phoneE164 ?? person?.contact.phone ?? null,
    product: person?.product ?? null,
    language: person?.language ?? null,
    message: person?.contact.message ?? null,
  };
}

/** For whoever sorts mail by machine. */
function marks({ leadId }: LeadAssigned, kind: string): Readonly<Record<string, string>> {
  return { 'Auto-Submitted': 'auto-generated', 'X-Leadline-Kind': kind, 'X-Leadline-Lead': leadId };
}

/** RFC 2369, and RFC 8058 where there is an https address to post to. */
function unsubscribeHeaders({
  from,
  unsubscribe,
  unsubscribeUrl,
}: Letterhead): Readonly<Record<string, string>> {
  const mailto = `<mailto:${unsubscribe ?? `unsubscribe@${domainOf(from)}`}?subject=unsubscribe>`;
  if (unsubscribeUrl === undefined) return { 'List-Unsubscribe': mailto };
  return {
    'List-Unsubscribe': `${mailto}, <${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}
