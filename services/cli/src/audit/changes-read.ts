import type { Records } from '@leadline/contracts';
import type { Cluster, Found } from '../cluster.ts';
import { type Period, inPeriod } from '../export/period.ts';
import type { Change } from './changes.ts';
import { originalsOf } from './copies.ts';

type Signed =
  | 'PolicyReleased'
  | 'PricesReleased'
  | 'RepUpserted'
  | 'WorkspaceConfigured'
  | 'ClockAdvanced'
  | 'LeadCommanded'
  | 'LeadAmended'
  | 'AccountUpserted'
  | 'ModelReleased'
  | 'OperatorCommanded';
type Told = Pick<Change, 'what' | 'subject' | 'by'>;

/** What each record of a command says: one line per record that carries who and why. */
const TELL: { readonly [R in Signed]: (value: Records[R]) => Told } = {
  PolicyReleased: ({ version, actor }) => ({ what: 'policy', subject: version, by: actor }),
  PricesReleased: ({ version, by }) => ({ what: 'prices', subject: version, by }),
  RepUpserted: ({ repId, by }) => ({ what: 'rep', subject: repId, by }),
  WorkspaceConfigured: ({ clock, by }) => ({ what: 'workspace', subject: `${clock} clock`, by }),
  ClockAdvanced: ({ to, by }) => ({ what: 'clock', subject: new Date(to).toISOString(), by }),
  LeadCommanded: ({ command, leadId, by }) => ({ what: 'lead', subject: `${command} ${leadId}`, by }),
  LeadAmended: ({ leadId, by }) => ({ what: 'lead', subject: `amend ${leadId}`, by }),
  AccountUpserted: ({ accountId, by }) => ({ what: 'account', subject: accountId, by }),
  ModelReleased: ({ action, version, by }) => ({ what: 'model', subject: `${action} ${version ?? 'none'}`, by }),
  OperatorCommanded: ({ command, target, by }) => ({ what: 'operation', subject: [command, target].join(' ').trim(), by }),
}; // prettier-ignore

/** Records that carry who has changed something, and why. */
export const SIGNED = Object.keys(TELL) as readonly Signed[];

const TOPICS = [
  'assignment.in',
  'policy.released',
  'lead.amended',
  'account.upserted',
  'model.released',
  'operator.commanded',
] as const;

/** Whose changes: of a tenant, and of one of its workspaces or of all. */
export interface Asked {
  readonly tenant: string;
  readonly workspace: string | null;
  readonly period: Period;
}

/**
 * All changes that the topics still know of, oldest first, each once: the log of a workspace for 30 days, policies and operations
 * for ten years. What was sent on to another workspace is asked for by either, and told as it came.
 */
export async function readChanges(cluster: Pick<Cluster, 'read'>, asked: Asked): Promise<readonly Change[]> {
  const changes: (readonly [string | null, Change & Copied])[] = [];
  const places = new Map<string, string[]>();
  for (const topic of TOPICS)
    for await (const row of cluster.read(topic, { kind: SIGNED })) {
      const signed = row as Found<Signed>;
      const { tenant = asked.tenant, workspace } = placeOf(signed);
      if (tenant !== '*' && tenant !== asked.tenant) continue;
      const id = copyIdOf(signed);
      if (id !== null && workspace !== undefined) places.set(id, [...(places.get(id) ?? []), workspace]);
      changes.push([id, { ...changeOf(signed), id }]);
    }
  return originalsOf(changes)
    .filter(({ id, ...change }) => isAsked(asked, change, id === null ? [] : (places.get(id) ?? [])))
    .map(({ id: _id, ...change }) => change)
    .toSorted((a, b) => a.at - b.at);
}

interface Copied {
  readonly id: string | null;
}

interface Place {
  /** Absent: it is of the whole installation. */
  readonly tenant?: string;
  readonly workspace?: string;
  readonly leadId?: string;
  readonly eventId?: string;
}
const placeOf = ({ value }: Found<Signed>): Place => value;

/**
 * The same for what lies on two topics or was sent again. Senders may give an event id that another kind or workspace has, too;
 * what is about a lead goes with the lead, and its copy names another workspace.
 */
function copyIdOf(row: Found<Signed>): string | null {
  const { tenant, workspace, leadId, eventId } = placeOf(row);
  if (eventId === undefined) return null;
  return JSON.stringify([row.record, tenant, leadId ?? workspace, eventId]);
}

function changeOf(row: Found<Signed>): Change {
  const tell = TELL[row.record] as (value: Records[Signed]) => Told;
  const { workspace = null } = placeOf(row);
  return { at: row.timestamp, workspace, key: row.actor, reason: row.value.reason, ...tell(row.value) };
}

function isAsked({ workspace, period }: Asked, change: Change, copied: readonly string[]): boolean {
  const isThere =
    workspace === null || change.workspace === null || [change.workspace, ...copied].includes(workspace);
  return isThere && inPeriod(period, change.at);
}
