import type { Delivery, LeadAssigned, LeadContact, RepContact } from '@leadline/contracts';
import {
  decideFirstContact,
  isMailbox,
  localMinuteAt,
  type SkipReason,
  type ZoneOffsets,
} from '@leadline/domain';
import { type Assignment, type Knowledge, TO_LEAD, TO_REP } from './adapters/knowledge.ts';
import { firstContactMail, leadMessageId, type Letterhead, repMessageId, repNoticeMail } from './letters.ts';
import type { Mail } from './mail.ts';

/** Everything that is known about one assignment before anything is sent. */
export interface AssignmentFacts {
  readonly person: LeadContact | undefined;
  readonly rep: RepContact | undefined;
  readonly suppressed: boolean;
  /** See OutreachFacts. */
  readonly localMinute: number | null;
  readonly contacted: Assignment | undefined;
  /** This very assignment has had its first contact, a refusal or a skip. */
  readonly leadDone: boolean;
  readonly repDone: boolean;
  /** An intent without a result: whether it went out is not known. */
  readonly leadOpen: boolean;
  readonly repOpen: boolean;
}

export interface Sending {
  readonly channel: string;
  readonly mail: Mail;
  readonly resent: boolean;
}

/** What is to be done for one assignment. */
export interface Plan {
  readonly assigned: LeadAssigned;
  readonly skip: SkipReason | null;
  readonly sendings: readonly Sending[];
}

const WORDS = { sent: 'on its way, in your name', done: 'sent before' } as const;

/** Plans the mail of one assignment: at most one to the lead and one to the rep. */
export function planOf(assigned: LeadAssigned, facts: AssignmentFacts, head: Letterhead): Plan {
  const { person, rep } = facts;
  const contacted = facts.contacted !== undefined;
  const first = decideFirstContact({ ...facts, recipient: person ?? null, contactedBefore: contacted });
  const sendings: Sending[] = [];
  if (!facts.leadDone && first.kind === 'send' && person !== undefined) {
    const mail = firstContactMail(assigned, person, rep, first.to, head);
    sendings.push({ channel: TO_LEAD, mail, resent: facts.leadOpen });
  }
  if (!facts.repDone && rep !== undefined && isMailbox(rep.email)) {
    const words = first.kind === 'skip' ? `none (${first.reason})` : WORDS[facts.leadDone ? 'done' : 'sent'];
    sendings.push({
      channel: TO_REP,
      mail: repNoticeMail(assigned, person, rep, words, head),
      resent: facts.repOpen,
    });
  }
  return { assigned, skip: !facts.leadDone && first.kind === 'skip' ? first.reason : null, sendings };
}

export interface FactSources {
  readonly knowledge: Knowledge;
  readonly suppressed: (email: string) => boolean;
  /** Null: quiet hours are off, or the zone is not known. */
  readonly zone: (name: string) => ZoneOffsets | null;
  readonly head: Letterhead;
  /** Messages of which it is known that they did not go out, although an intent stands. */
  readonly unsent: ReadonlySet<string>;
}

/**
 * Facts of a batch, in its order: an assignment sees what earlier ones of the same lead in the batch are going to do, so
 * that it does not matter where a batch was cut.
 */
export function factsOf(
  batch: readonly Delivery<'LeadAssigned'>[],
  sources: FactSources,
): ReadonlyMap<Delivery<'LeadAssigned'>, AssignmentFacts> {
  const contacts = new Map<string, Assignment>();
  const facts = new Map<Delivery<'LeadAssigned'>, AssignmentFacts>();
  for (const delivery of batch) {
    const { value } = delivery;
    const known = factsOfOne(value, contacts.get(value.leadId), sources);
    facts.set(delivery, known);
    const plan = planOf(value, known, sources.head);
    if (plan.sendings.some(({ channel }) => channel === TO_LEAD)) contacts.set(value.leadId, value);
  }
  return facts;
}

function factsOfOne(
  assigned: LeadAssigned,
  earlier: Assignment | undefined,
  sources: FactSources,
): AssignmentFacts {
  const { knowledge, suppressed, zone, head, unsent } = sources;
  const { leadId, tenant, repId, attempt } = assigned;
  const person = knowledge.person(leadId);
  const contacted = earlier ?? knowledge.contacted(leadId);
  const [toLead, toRep] = [leadMessageId(assigned, head), repMessageId(assigned, head)];
  const sameAsContacted = contacted?.attempt === attempt && contacted.repId === repId;
  const offsets = person?.timeZone ? zone(person.timeZone) : null;
  return {
    person,
    rep: knowledge.rep(tenant, repId),
    suppressed: person?.contact.email ? suppressed(person.contact.email) : false,
    localMinute: offsets === null ? null : localMinuteAt(offsets, assigned.assignedAt),
    contacted,
    leadDone: sameAsContacted || knowledge.settled(toLead, repId) || knowledge.skipped(assigned),
    repDone: knowledge.settled(toRep, repId),
    leadOpen: knowledge.intended(toLead) && !unsent.has(toLead),
    repOpen: knowledge.intended(toRep) && !unsent.has(toRep),
  };
}
