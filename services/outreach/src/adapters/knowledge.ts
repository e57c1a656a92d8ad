import type { Codec, LeadContact, OutreachSent, RepContact } from '@leadline/contracts';
import { type Logger, NewestRows, Shelf, Table, TopicFollower } from '@leadline/service-kit';
import { isTransient, type StreamClient } from '@leadline/stream';

/** Channel of mail to leads; mail to reps has another, so that it does not count as outreach. */
export const TO_LEAD = 'email';
export const TO_REP = 'rep-email';

/** An assignment as outreach tells one from another. */
export interface Assignment {
  readonly leadId: string;
  readonly attempt: number;
  readonly repId: string;
}

/** What outreach must know before it writes: people, and what it has done so far. */
export interface Knowledge {
  /** Reads on to the end as it is now; after it, the contacts of these leads are there unless they were erased. */
  refresh(leadIds: readonly string[]): Promise<void>;
  person(leadId: string): LeadContact | undefined;
  rep(tenant: string, repId: string): RepContact | undefined;
  /** Last assignment for which the lead got a first contact. */
  contacted(leadId: string): Assignment | undefined;
  /** Whether this message was sent or refused for good, for this rep. */
  settled(messageId: string, repId: string): boolean;
  intended(messageId: string): boolean;
  skipped(assignment: Assignment): boolean;
}

const keyOf = ({ leadId, attempt, repId }: Assignment): string => `${leadId}/${attempt}/${repId}`;

/**
 * Everything from the topics, in memory, on every instance: `lead.assigned` lies on the partition of its workspace and the
 * contacts on that of their lead, so no instance could know which contacts it will need. About 0.5 kB a contact, and those
 * are never on a disk; what was done, which names nobody, is on a shelf.
 */
export function topicKnowledge(parts: TopicParts, contacts: number): Knowledge {
  const shelf = new Shelf();
  const newest = new NewestRows<LeadContact>(contacts);
  const people = new Table({
    topic: 'lead.contact',
    rows: (it) => [[it.leadId, it] as const],
    kept: newest,
  });
  const reps = new Table({ topic: 'rep.contact', rows: (it) => [[`${it.tenant}/${it.repId}`, it] as const] });
  const intents = new Table({
    topic: 'outreach.intended',
    rows: (it) => [[it.messageId, true] as const],
    kept: shelf.rows<true>(),
  });
  const sent = new Table({ topic: 'outreach.sent', rows: sentRows, kept: shelf.rows<Assignment>() });
  const failed = new Table({
    topic: 'outreach.failed',
    rows: (it) => [[`${it.messageId}/${it.repId}`, true] as const],
    kept: shelf.rows<true>(),
  });
  const skips = new Table({
    topic: 'outreach.skipped',
    rows: (it) => [[keyOf(it), true] as const],
    kept: shelf.rows<true>(),
  });
  const follower = new TopicFollower([people, reps, intents, sent, failed, skips], parts);
  let old: Table<'lead.contact', LeadContact> | null = null;
  return {
    async refresh(leadIds) {
      await follower.refresh();
      const missing = leadIds.filter((leadId) => people.get(leadId) === undefined);
      old = newest.incomplete && missing.length > 0 ? await search(missing, parts) : null;
    },
    person: (leadId) => people.get(leadId) ?? old?.get(leadId),
    rep: (tenant, repId) => reps.get(`${tenant}/${repId}`),
    contacted: (leadId) => sent.get(leadId),
    settled: (messageId, repId) => {
      const key = `${messageId}/${repId}`;
      return sent.get(key) !== undefined || failed.get(key) === true;
    },
    intended: (messageId) => intents.get(messageId) === true,
    skipped: (assignment) => skips.get(keyOf(assignment)) === true,
  };
}

/** Contacts that had to leave the memory: the whole topic is read for them. */
async function search(
  leadIds: readonly string[],
  { stream, codec }: TopicParts,
): Promise<Table<'lead.contact', LeadContact>> {
  const wanted = new Set(leadIds);
  const found = new Table({ topic: 'lead.contact', rows: (it) => [[it.leadId, it] as const] });
  for await (const records of stream.read({ topic: 'lead.contact' }))
    for (const { key, value } of records) {
      if (key === null || !wanted.has(key)) continue;
      const contact = value === null ? null : await contactIn(value, codec);
      if (contact !== undefined) found.take(key, contact);
    }
  return found;
}

/** Undefined for what cannot be read, as if it were not there. */
async function contactIn(bytes: Buffer, codec: Codec): Promise<LeadContact | undefined> {
  try {
    return (await codec.decode(bytes, 'lead.contact')).value as LeadContact;
  } catch (error) {
    if (isTransient(error)) throw error;
    return undefined;
  }
}

/** Found by message, to know what is done; the mail to a lead also by lead, to know who has been contacted. */
function sentRows(sent: OutreachSent): (readonly [string, Assignment])[] {
  const { leadId, attempt, repId } = sent;
  const byMessage = [`${sent.messageId}/${repId}`, { leadId, attempt, repId }] as const;
  return sent.channel === TO_LEAD ? [byMessage, [leadId, { leadId, attempt, repId }]] : [byMessage];
}

interface TopicParts {
  readonly stream: StreamClient;
  readonly codec: Codec;
  readonly log: Logger;
}
