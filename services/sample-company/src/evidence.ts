import type { Codec, LeadScored, LedgerEntry } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';
import { latest, readTopic, type Row } from './read-topic.ts';

/** What the topics say at the end of a run: all that the summary and the checks are made from. */
export interface Evidence {
  readonly received: readonly Row<'LeadReceived'>[];
  readonly scored: ReadonlyMap<string, LeadScored>;
  readonly statuses: ReadonlyMap<string, Row<'LeadStatus'>>;
  /** Per workspace in order of seq. */
  readonly ledger: ReadonlyMap<string, readonly LedgerEntry[]>;
  readonly assigned: readonly Row<'LeadAssigned'>[];
  readonly sent: ReadonlySet<string>;
  readonly resent: number;
  readonly skipped: ReadonlyMap<string, string>;
}

export async function gatherEvidence(client: StreamClient, codec: Codec): Promise<Evidence> {
  const received = await readTopic(client, codec, 'lead.received', 'LeadReceived');
  const scored = await readTopic(client, codec, 'lead.scored', 'LeadScored');
  const statuses = await readTopic(client, codec, 'lead.status', 'LeadStatus');
  const ledger = await readTopic(client, codec, 'assignment.ledger', 'LedgerEntry');
  const assigned = await readTopic(client, codec, 'lead.assigned', 'LeadAssigned');
  const sent = await readTopic(client, codec, 'outreach.sent', 'OutreachSent');
  const skipped = await readTopic(client, codec, 'outreach.skipped', 'OutreachSkipped');
  const leadMails = sent.filter(({ value }) => value.channel === 'email');
  return {
    received,
    scored: new Map(scored.map(({ value }) => [value.leadId, value])),
    statuses: latest(statuses),
    ledger: byWorkspace(ledger),
    assigned,
    sent: new Set(leadMails.map(({ value }) => value.leadId)),
    resent: leadMails.filter(({ value }) => value.resent).length,
    skipped: new Map(skipped.map(({ value }) => [value.leadId, value.reason])),
  };
}

function byWorkspace(rows: readonly Row<'LedgerEntry'>[]): ReadonlyMap<string, readonly LedgerEntry[]> {
  const groups = Map.groupBy(rows, ({ value }) => value.workspace);
  return new Map(
    [...groups].map(([workspace, group]) => [
      workspace,
      group.map(({ value }) => value).toSorted((a, b) => a.seq - b.seq),
    ]),
  );
}
