import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';
import { isReady, leadKey, MARKERS, unfitKey } from './lead-keys.ts';

type Part = Readonly<Record<string, unknown>> | null;

/** A lead that somebody has to mend. */
export interface UnfitLead {
  readonly leadId: string;
  readonly received: Part;
  readonly status: Part;
}

export interface UnfitQuery {
  readonly tenant: string;
  /** quarantined or parked. */
  readonly state: string;
  readonly limit: number;
  /** The last lead of the page before; null: from the beginning. */
  readonly after: UnfitCursor | null;
  readonly wanted: (lead: UnfitLead) => boolean;
}

/** A place in the list. */
export interface UnfitCursor {
  readonly since: number;
  readonly leadId: string;
}

export interface UnfitPage {
  /** Longest in the state first. */
  readonly leads: readonly UnfitLead[];
  /** Where the next page begins; null: this was the last. */
  readonly next: UnfitCursor | null;
  /** False while the read model is being built again: leads may be missing. */
  readonly complete: boolean;
}

/** Leads that one trip to Redis reads. */
const CHUNK = 200;
/** Leads that one page looks at: a filter that hardly any lead passes must not hold Redis up. */
const LOOKED_AT = 5_000;

/** Lists leads in a state, as the read model knows them. */
export async function listUnfit(live: LiveConnection, query: UnfitQuery): Promise<UnfitPage | Unavailable> {
  const { tenant, state, limit, after, wanted } = query;
  const list = unfitKey(tenant, state);
  const start = await live.run((redis) =>
    Promise.all([
      redis.get(MARKERS.leads),
      after === null ? 0 : redis.zCount(list, '-inf', `(${after.since}`),
    ]),
  );
  if (start === UNAVAILABLE) return UNAVAILABLE;
  const [marker, first] = start;
  const complete = isReady(marker);
  const leads: UnfitLead[] = [];
  for (let rank = first, end = first + LOOKED_AT; ; rank += CHUNK) {
    const chunk = await chunkOf(live, tenant, list, rank);
    if (chunk === UNAVAILABLE) return UNAVAILABLE;
    for (const { at, lead } of chunk) {
      if (isBefore(at, after) || lead === null || !wanted(lead)) continue;
      leads.push(lead);
      if (leads.length === limit) return { leads, next: at, complete };
    }
    const last = chunk.at(-1);
    if (last === undefined || chunk.length < CHUNK) return { leads, next: null, complete };
    if (rank + CHUNK >= end && !isBefore(last.at, after)) return { leads, next: last.at, complete };
  }
}

/** Whether a place was on the page before: leads of one time stand in the order of their ids. */
function isBefore({ since, leadId }: UnfitCursor, after: UnfitCursor | null): boolean {
  return after !== null && (since < after.since || (since === after.since && leadId <= after.leadId));
}

interface Row {
  readonly at: UnfitCursor;
  /** Null: it was forgotten meanwhile. */
  readonly lead: UnfitLead | null;
}

async function chunkOf(
  live: LiveConnection,
  tenant: string,
  list: string,
  rank: number,
): Promise<readonly Row[] | Unavailable> {
  return live.run(async (redis) => {
    const members = await redis.zRangeWithScores(list, rank, rank + CHUNK - 1);
    const fields = await Promise.all(
      members.map(({ value }) => redis.hmGet(leadKey(tenant, value), ['received', 'status'])),
    );
    return members.map(({ value: leadId, score: since }, index): Row => {
      const [received = null, status = null] = fields[index] ?? [];
      const lead = status === null ? null : { leadId, received: parsed(received), status: parsed(status) };
      return { at: { since, leadId }, lead };
    });
  });
}

const parsed = (text: string | null): Part => (text === null ? null : (JSON.parse(text) as Part));
