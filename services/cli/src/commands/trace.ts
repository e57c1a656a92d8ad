import { LeadlineError, redact, type RecordOf, type Records, type TopicName } from '@leadline/contracts';
import type { Command } from 'commander';
import { commandsOn } from '../audit/commands-read.ts';
import { decisionRows, explained } from '../audit/decisions.ts';
import { engagementLines } from '../audit/engagement.ts';
import { inOrder, latestStatus } from '../audit/hops.ts';
import { qualityLines } from '../audit/quality-report.ts';
import { type Contacted, type LeadLife, lifeLines, whoOf } from '../audit/trace.ts';
import { type Cluster, type Found, withCluster } from '../cluster.ts';
import { command, EXIT, type Io } from '../output/command.ts';

const USAGE = 'tell the whole life of a lead: state, stages, ledger, decisions explained, outreach';

/** `leadline trace <leadId>`. */
export function traceCommand(io: Io): Command {
  return command<{ readonly all?: boolean }>(
    io,
    'trace <leadId>',
    USAGE,
    async ({ all = false }, [leadId = '']) => {
      const life = await withCluster(io.env, (cluster) => lifeOf(cluster, leadId, all));
      return { code: EXIT.well, json: life, lines: lifeLines(life) };
    },
  ).option(
    '--all',
    'name the rule for every single rep and the value of every candidate, not only the best and the counts',
  );
}

/** Reads the topics for one lead. `everyRep`: decisions name the rule for every single rep. Throws LEADLINE_LEAD_UNKNOWN. */
export async function lifeOf(cluster: Cluster, leadId: string, everyRep = false): Promise<LeadLife> {
  const all = <T extends TopicName>(topic: T) => rowsOf(cluster, topic, leadId);
  const [received, amended, enriched, validated, quarantined, scored, ledger, statuses, assigned, decisions, intended, sent, skipped, failed] =
    await Promise.all([
      all('lead.received'), all('lead.amended'), all('lead.enriched'), all('lead.validated'), all('lead.quarantined'), all('lead.scored'), all('assignment.ledger'),
      all('lead.status'), all('lead.assigned'), decisionRows(cluster, leadId), all('outreach.intended'), all('outreach.sent'),
      all('outreach.skipped'), all('outreach.failed'),
    ]); // prettier-ignore
  const commands = await commandsOn(cluster, leadId);
  const releases = await Array.fromAsync(cluster.read('model.released'));
  const said = statuses.map(({ value }) => value);
  const status = latestStatus(said);
  const accepted = received[0]?.value ?? null;
  if (accepted === null && status === null && ledger.length === 0)
    throw new LeadlineError('LEADLINE_LEAD_UNKNOWN', `There is no lead ${leadId}.`, { where: leadId });
  const outreach = [
    ...intended.map(contactedBy('intended')),
    ...sent.map(contactedBy('sent')),
    ...skipped.map(contactedBy('skipped')),
    ...failed.map(contactedBy('failed')),
  ].toSorted((a, b) => a.at - b.at);
  const first = assigned[0];
  const judged = [...validated.map(({ value }) => value), ...quarantined.map(({ value }) => value)];
  return {
    leadId,
    received: accepted === null ? null : (redact('LeadReceived', accepted) as Record<string, unknown>),
    sender: received[0]?.actor ?? null,
    amendments: amendmentsOf(amended),
    commands,
    status,
    stages: [
      ...(first?.value.stages ?? status?.stages ?? scored.at(-1)?.value.stages ?? accepted?.stages ?? []),
      ...(first ? [{ stage: 'assigned', at: first.timestamp }] : []),
      ...outreach
        .filter(({ result, channel }) => result === 'sent' && channel === 'email')
        .map(({ at }) => ({ stage: 'outreach', at })),
    ],
    account: await accountOf(cluster, enriched.at(-1)?.value ?? null),
    quality: qualityLines(latest(judged)),
    engagement: engagementLines(latest(validated.map(({ value }) => value))?.engagement ?? null),
    score: scoreOf(scored.at(-1)?.value ?? null),
    ledger: inOrder(
      ledger.flatMap((row) => (row.record === 'LedgerEntry' ? [row.value] : [])),
      said,
    ),
    decisions: explained(decisions, releases, everyRep),
    outreach,
  };
}

async function rowsOf<T extends TopicName>(
  cluster: Cluster,
  topic: T,
  leadId: string,
): Promise<readonly Found<RecordOf<T>>[]> {
  const rows: Found<RecordOf<T>>[] = [];
  for await (const row of cluster.read(topic, { key: leadId })) rows.push(row);
  return rows;
}

/** Each change once: a request that was sent again may have been written again. */
function amendmentsOf(rows: readonly Found<'LeadAmended'>[]): LeadLife['amendments'] {
  const changes = new Map(rows.map((row) => [row.value.eventId, { ...row.value, actor: row.actor }]));
  return [...changes.values()].map(({ at, attempt, by, reason, fields, actor, changes: said }) => ({
    at,
    attempt,
    by,
    reason,
    actor,
    fields,
    changes: said,
  }));
}

/** The record of the highest attempt. */
function latest<V extends { readonly attempt: number }>(values: readonly V[]): V | null {
  return values.toSorted((a, b) => b.attempt - a.attempt)[0] ?? null;
}

type Outreach = Records['OutreachIntended'] & { readonly reason?: string; readonly errorCode?: string };

const contactedBy =
  (result: Contacted['result']) =>
  ({ value }: { readonly value: Omit<Outreach, 'messageId'> }): Contacted => {
    const { channel, repId, at, reason, errorCode } = value;
    return { result, channel, repId, at, why: reason ?? errorCode ?? null };
  };

/** Millionths of a logit. */
const signed = (effect: number): string => `${effect < 0 ? '−' : '+'}${(Math.abs(effect) / 1e6).toFixed(2)}`;

async function accountOf(
  cluster: Cluster,
  value: Records['LeadEnriched'] | null,
): Promise<readonly string[]> {
  const { accountId = null, accountMatch = null, possibleAccounts = [] } = value?.enrichment ?? {};
  const key = `${value?.tenant}/${accountId}`;
  const known = accountId === null ? [] : await Array.fromAsync(cluster.read('account.upserted', { key }));
  const found = accountId === null ? [] : [`  ${accountId}, by ${accountMatch ?? 'look-up'}`, ...known.slice(-1).flatMap(ownerLine)]; // prettier-ignore
  return [...found, ...possibleAccounts.map((other) => `  may be ${other}: not sure enough to act on`)];
}

/** Who says whose the account is. */
function ownerLine({ value, actor }: Found<'AccountUpserted'>): readonly string[] {
  const who = whoOf({ by: value.by, actor });
  if (who === null && value.reason === null) return [];
  return [`  ${[`of ${value.ownerRepId ?? 'nobody'}`, who, value.reason].filter(Boolean).join(' · ')}`];
}

function scoreOf(value: Records['LeadScored'] | null): LeadLife['score'] {
  if (value === null) return null;
  const reasons = value.scoreReasons.map(({ feature, effect }) => `${signed(effect)} ${feature}`);
  return { score: value.score, segment: value.segment, reasons };
}
