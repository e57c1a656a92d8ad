import type { Capsule } from '../assignment/capsule.ts';
import { decodeColumn } from '../assignment/columns.ts';
import type { Policy } from '../assignment/policy.ts';
import type { ContentSource } from '../assignment/replay.ts';
import { buildRoster, type Roster, type RosterRep } from '../assignment/roster.ts';
import type { RoutableLead } from '../assignment/state.ts';

/** A lead as it was scored when it came. */
export interface PastLead {
  readonly lead: RoutableLead;
  /** Win logit of a rep, millionths; null: the model did not know the rep. */
  readonly logitOf: (repId: string) => number | null;
}

/** What came in a stretch of time, and the workspace as its last decision found it. */
export interface Past {
  readonly leads: readonly PastLead[];
  /** Leads that came; of many, only every k-th is in `leads`. */
  readonly came: number;
  readonly policy: Policy;
  readonly roster: Roster;
  readonly offsets: Capsule['zones'];
  /** The first decision and the last, epoch ms. */
  readonly from: number;
  readonly until: number;
}

/** Leads that are looked at; prices of more are hardly other. */
const LOOKED_AT = 1_500;

/**
 * Reads the capsules of one workspace, in order. A lead that was decided twice, or waited, counts once: as it came. Null: there
 * are none, or contents that they name are missing. `share`: the capsules are those of one lead in so many.
 */
export function pastOf(capsules: readonly Capsule[], content: ContentSource, share = 1): Past | null {
  const positions = new Map<string, ReadonlyMap<string, number> | null>();
  const rosterOf = (hash: string): Roster | null => {
    const body = content(hash);
    return body === undefined ? null : buildRoster(JSON.parse(body) as RosterRep[]);
  };
  const positionsIn = (hash: string): ReadonlyMap<string, number> | null => {
    if (!positions.has(hash)) positions.set(hash, rosterOf(hash)?.positions ?? null);
    return positions.get(hash) ?? null;
  };
  const last = capsules.at(-1);
  if (last === undefined) return null;
  const policy = content(last.policy);
  const roster = rosterOf(last.roster);
  if (policy === undefined || roster === null) return null;
  const from = capsules[0]?.at ?? last.at;
  const came = [...new Map(capsules.toReversed().map((capsule) => [capsule.leadId, capsule])).values()];
  const every = Math.ceil(came.length / LOOKED_AT);
  const leads = came.flatMap((capsule, index): PastLead[] => {
    const places = index % every === 0 ? positionsIn(capsule.roster) : null;
    return places === null ? [] : [pastLead(capsule, places)];
  });
  const now = { policy: JSON.parse(policy) as Policy, roster, offsets: last.zones };
  return { leads, came: came.length * share, ...now, from, until: last.at };
}

function pastLead({ lead, logit, reps }: Capsule, places: ReadonlyMap<string, number>): PastLead {
  const unknown = { country: null, timeZone: null, language: null, product: null, dealType: null };
  const logits = decodeColumn(logit, reps);
  return {
    lead: { ...unknown, ...lead } as RoutableLead,
    logitOf: (repId) => logits[places.get(repId) ?? -1] ?? null,
  };
}
