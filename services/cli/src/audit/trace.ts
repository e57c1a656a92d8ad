import type { LeadAmended, LeadStatus, LedgerEntry, StageTime } from '@leadline/contracts';
import type { Explanation } from '@leadline/domain';
import { timeOf } from '../output/table.ts';

/** An outreach record of a lead. */
export interface Contacted {
  readonly result: 'intended' | 'sent' | 'skipped' | 'failed';
  readonly channel: string;
  readonly repId: string;
  readonly at: number;
  /** Reason or error code, where there is one. */
  readonly why: string | null;
}

/** A change of what a lead says: which fields, and from what to what where that is not about the person. */
export type Amended = Pick<LeadAmended, 'at' | 'attempt' | 'by' | 'reason' | 'fields' | 'changes'> & {
  /** Id of the API key with which it came; null: without one. */
  readonly actor: string | null;
};

/** A command on a lead: who wants what, and why. */
export interface Commanded {
  readonly at: number;
  readonly command: string;
  /** Rep or other lead that it names. */
  readonly target: string | null;
  readonly by: string | null;
  readonly reason: string | null;
  /** Id of the API key with which it came; null: without one. */
  readonly actor: string | null;
}

/** All that the topics know of one lead. */
export interface LeadLife {
  readonly leadId: string;
  /** Accepted, contact data masked. */
  readonly received: Readonly<Record<string, unknown>> | null;
  /** Id of the API key with which it came; null: without one. */
  readonly sender: string | null;
  /** Commands on it, in order. */
  readonly commands: readonly Commanded[];
  /** Changes of what it says, in order. */
  readonly amendments: readonly Amended[];
  readonly status: LeadStatus | null;
  readonly stages: readonly StageTime[];
  /** The account that was found, and those that may be meant. */
  readonly account: readonly string[];
  readonly quality: readonly string[];
  /** What the person had done before, in words. */
  readonly engagement: readonly string[];
  readonly score: {
    readonly score: number;
    readonly segment: string;
    readonly reasons: readonly string[];
  } | null;
  readonly ledger: readonly LedgerEntry[];
  /** One explanation per decision, as `GET /v1/leads/{id}/decision` gives it. */
  readonly decisions: readonly Explanation[];
  readonly outreach: readonly Contacted[];
}

/** Stages in order of time, each once, with the milliseconds since the one before. */
export function stageLines(stages: readonly StageTime[]): readonly string[] {
  const first = new Map<string, number>();
  for (const { stage, at } of stages) if (!first.has(stage)) first.set(stage, at);
  const sorted = [...first].toSorted(([, a], [, b]) => a - b);
  return sorted.map(([stage, at], index) => {
    const since = index === 0 ? '' : `  +${at - sorted[index - 1]![1]} ms`;
    return `  ${timeOf(at)}  ${stage}${since}`;
  });
}

/** A lead's life in lines that a person reads in a terminal. */
export function lifeLines(life: LeadLife): readonly string[] {
  return [
    `Lead ${life.leadId}`,
    ...statusLines(life.status),
    ...section('Accepted', life.received === null ? [] : receivedLines(life.received, life.sender)),
    ...section('Changed since (wall clock, UTC)', life.amendments.flatMap(amendedLines)),
    ...section('Commands (clock of the workspace, UTC)', life.commands.map(commandLine)),
    ...section('May repeat', possibleLines(life.status)),
    ...section('Account', life.account),
    ...section('Stages (wall clock, UTC)', stageLines(life.stages)),
    ...section(
      'Data quality',
      life.quality.map((line) => `  ${line}`),
    ),
    ...section(
      'Engagement before the lead',
      life.engagement.map((line) => `  ${line}`),
    ),
    ...section('Score', life.score === null ? [] : scoreLines(life.score)),
    ...section('Ledger (clock of the workspace, UTC)', life.ledger.map(ledgerLine(life.ledger))),
    ...life.decisions.flatMap(({ decidedAt, words }) =>
      section(
        `Decision at ${timeOf(decidedAt)}`,
        words.map((word) => `  ${word}`),
      ),
    ),
    ...section('Outreach', life.outreach.map(outreachLine)),
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...lines];

function statusLines(status: LeadStatus | null): readonly string[] {
  if (status === null) return ['in flight: assignment has not seen it yet'];
  const parts = [
    status.state,
    status.hop === 0 ? null : `in workspace ${status.workspace}`,
    status.repId === null ? null : `with ${status.repId}`,
    status.duplicateOf === null ? null : `of ${status.duplicateOf}`,
    status.outcome,
    status.deadline === null ? null : `until ${timeOf(status.deadline)}`,
    status.reason,
    status.reasons.join(', '),
  ];
  return [[...new Set(parts.filter(Boolean))].join(' · ')];
}

/** Who it was: as they say themselves, and by which key. */
export const whoOf = ({ by, actor }: Pick<Commanded, 'by' | 'actor'>): string | null =>
  [by === null ? null : `by ${by}`, actor === null ? null : `key ${actor}`].filter(Boolean).join(', ') ||
  null;

const commandLine = ({ at, command, target, reason, ...who }: Commanded): string =>
  `  ${timeOf(at)}  ${[command, target, whoOf(who), reason].filter(Boolean).join(' · ')}`;

function amendedLines({ at, attempt, reason, fields, changes, ...who }: Amended): readonly string[] {
  const known = new Map(changes.map(({ field, from, to }) => [field, `${valueOf(from)} → ${valueOf(to)}`]));
  const said = [`attempt ${attempt}`, whoOf(who), reason].filter(Boolean).join(' · ');
  const lines = fields.map((field) => `    ${field}: ${known.get(field) ?? '*** → ***'}`);
  return [`  ${timeOf(at)}  ${said}`, ...(lines.length > 0 ? lines : ['    nothing: sent through again'])];
}

const valueOf = (text: string | null): string => (text === null ? 'nothing' : `"${text}"`);

/** Leads that may be of the same person, each with how to say that it is. */
function possibleLines(status: LeadStatus | null): readonly string[] {
  const possible = status?.possibleDuplicates ?? [];
  const lines = possible.map(
    ({ leadId, score, evidence }) => `  ${leadId}  score ${score} · ${evidence.join(', ')}`,
  );
  return possible.length === 0
    ? []
    : [...lines, `  if it does: leadline lead merge ${status?.leadId} ${possible[0]?.leadId}`];
}

function receivedLines(
  received: Readonly<Record<string, unknown>>,
  sender: string | null,
): readonly string[] {
  const fields = Object.entries(received)
    .filter(
      ([name, value]) =>
        value !== null && !['leadId', 'stages', 'submissionHash'].includes(name) && !isEmpty(value),
    )
    .map(([name, value]) => `  ${name}: ${shown(name, value)}`);
  return sender === null ? fields : [...fields, `  sent with key: ${sender}`];
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && Object.values(value ?? {}).every((one) => one === null);

function shown(name: string, value: unknown): string {
  if (typeof value === 'number' && name.endsWith('At')) return timeOf(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.join(', ');
  const filled = Object.entries(value).filter(([, one]) => one !== null);
  return filled.map(([key, one]) => `${key} ${String(one)}`).join(', ');
}

function scoreLines({ score, segment, reasons }: NonNullable<LeadLife['score']>): readonly string[] {
  return [`  ${score} of 100, segment ${segment}`, ...reasons.map((reason) => `  ${reason}`)];
}

/** With the workspace where there is more than one. */
const ledgerLine = (all: readonly LedgerEntry[]) => {
  const isOne = all.every(({ workspace }) => workspace === all[0]?.workspace);
  return (row: LedgerEntry): string => lineOf(row, isOne ? '' : `${row.workspace} `);
};

function lineOf(row: LedgerEntry, where: string): string {
  const rep =
    row.repId === null ? null : `${row.repId}${row.loadAfter < 0 ? '' : ` (now ${row.loadAfter} open)`}`;
  const of = row.duplicateOf === null ? null : `of ${row.duplicateOf}`;
  const attempt = row.attempt > 1 ? `attempt ${row.attempt}` : null;
  const said = [row.kind, rep, of, row.path, row.reason, attempt].filter(Boolean).join(' · ');
  return `  ${timeOf(row.at)}  ${where}#${row.seq} ${said}`;
}

const outreachLine = ({ at, result, channel, repId, why }: Contacted): string =>
  `  ${timeOf(at)}  ${[`${channel} ${result}`, `for ${repId}`, why].filter(Boolean).join(' · ')}`;
