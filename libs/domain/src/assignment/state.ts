import type { Trait } from '../identity/index.ts';
import type { FollowUp, TimedEvent } from './events.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { Prices } from './prices.ts';
import type { Provenance } from './provenance.ts';
import { buildRoster, type RosterRep, type Roster } from './roster.ts';
import { mapRows, type Rows, type RowsFactory } from './stores.ts';
import type { LeadStatus } from './rows.ts';
import { createTimers, type Timers } from './timers.ts';

/** A rep's load. */
export interface Load {
  /** Leads and deals that the rep has open. */
  readonly open: number;
  /** Local day that `today` counts. */
  readonly day: number;
  readonly today: number;
  /** Local hour and week that `inHour` and `inWeek` count. Absent, all four: no lead since they are kept. */
  readonly hour?: number;
  readonly inHour?: number;
  readonly week?: number;
  readonly inWeek?: number;
  /** Number of the rotation's turn in which the rep last got a lead; 0: never. */
  readonly pointer: number;
  /** Pass of the latest turn of a weighted rotation, see weights.ts. Absent: none yet. */
  readonly pass?: number;
  /** What the rep was given lately. Absent: nothing under a policy that keeps fairness. */
  readonly opportunity?: Opportunity;
  /** Leads that exploration gave the rep in a local day, the latest in which it gave any. Absent: none yet. */
  readonly explored?: { readonly day: number; readonly leads: number };
  /**
   * Working time since the epoch, as workedAt counts it, at which all work given so far is done, ms; see backlogOf. Absent: none
   * was given since backlogs are kept.
   */
  readonly busyUntil?: number;
  /**
   * How far ends of work have moved since the rep's first, ms: to and fro with another way to count working time, back by what
   * was taken back. Absent: not at all.
   */
  readonly moved?: number;
}

/** What a rep was given, see opportunity.ts. */
export interface Opportunity {
  /** Expected worth of leads, faded, as it was at `at`; cents, or millionths of a win. */
  readonly amount: number;
  /** Working time of the rep since the epoch, as workedAt counts it, ms. */
  readonly at: number;
  /** What the policy maximised. */
  readonly of: Policy['objective'];
}

/** Work that a lead has brought its rep. */
export interface Work {
  /** Milliseconds; of a lead that was merged, what was undone. */
  readonly length: number;
  /** When it is done, in the rep's working time, ms; to be moved by all that {@link Load.moved} has changed. */
  readonly until: number;
}

/** What a lead of the workspace usually is: the mean of the latest ones that were let in. */
export interface Usual {
  /** How many count; see usual.ts. */
  readonly leads: number;
  /** P(win) with an average rep who has nothing else to do, millionths. */
  readonly chance: number;
  /** P(win) x expected value, cents. */
  readonly cents: number;
  /** Work, seconds: whole minutes would be too coarse for a mean. */
  readonly seconds: number;
  /** Size of a deal that few are above, cents; see exploration.ts. Absent: no policy explored. */
  readonly top?: number;
  /** How many sizes `top` has seen, as far as that matters. */
  readonly sized?: number;
}

/** What a decision may know of a lead. */
export interface RoutableLead {
  readonly source: string;
  readonly country: string | null;
  readonly timeZone: string | null;
  readonly language: string | null;
  readonly product: string | null;
  readonly dealType: string | null;
  readonly score: number;
  readonly segment: string;
  readonly expectedValue: number;
  readonly workMinutes: number;
  readonly leadLogit: number;
  readonly modelVersion: string;
  /** ISO 3166-2. Absent, as the two after it: not known. A capsule has them only under a policy that asks for them. */
  readonly region?: string | null;
  /** Country and area of the postal code, never a street: DE-80331, GB-SW1A 1. */
  readonly postalArea?: string | null;
  /** Account id, else a keyed hash that no policy names. */
  readonly account?: string | null;
}

/** The scored payload of a lead that may still need a rep. */
export interface Payload {
  readonly routable: RoutableLead;
  readonly accountOwner: string | null;
  /** Name of the list of reps that `logits` follow. */
  readonly list: string;
  readonly logits: readonly number[];
}

/** A lead that the workspace has seen. */
export interface Lead {
  readonly status: LeadStatus;
  /** Attempt of the latest arrival that was taken in; states from before amendments lack it, see takenOf. */
  readonly taken?: number;
  readonly personKey: string | null;
  /**
   * Sequence of the amendment by which the lead came to be of another person, or told more or less of the same one: what was
   * taken for a duplicate before that, or was one, no longer speaks for it. Absent: never.
   */
  readonly renewed?: number;
  /** Rep of the person's earlier lead. */
  readonly preferredRepId: string | null;
  readonly declined: readonly string[];
  /** Event ids of the latest commands on the lead, so that one delivered again does nothing. */
  readonly commands: readonly string[];
  /** Sequence at which the lead arrived; of a person's leads the latest counts. */
  readonly arrival: number;
  /** Worth while it waits, in cents (or millionths of a win). */
  readonly worth: number;
  readonly escalated: boolean;
  /** See waitedOf. Absent: it has taken no step yet. */
  readonly waited?: number;
  /** Workspaces that it has been in before, the first one first. Absent: none. */
  readonly from?: readonly string[];
  /** The workspace that has it now. Absent: this one. */
  readonly to?: string;
  /** What it has brought the rep who had it last. Absent: nobody, or from before it is kept. */
  readonly work?: Work;
  /** Broker time and sequence at which the lead was settled; null while it is open. */
  readonly settled: { readonly at: number; readonly seq: number } | null;
}

/** A follow-up that waits for its lead. */
export interface Held {
  readonly event: FollowUp;
  readonly until: number;
}

export interface Meta {
  readonly layout: number;
  readonly clock: 'live' | 'event';
  readonly now: number;
  /** Highest append time seen. */
  readonly appendedAt: number;
  readonly seq: number;
  readonly ledgerHash: string;
  readonly capsuleHash: string;
  /** Turns of the rotation so far. */
  readonly turns: number;
  /** Events buffered so far. */
  readonly buffered: number;
  /** When the waiting line is next worth a look; null: no need. */
  readonly wakeAt: number | null;
  /** Contents stored last, by kind, with the append time. */
  readonly contents: Readonly<Record<string, { readonly hash: string; readonly at: number }>>;
  /** Absent: no lead was let in since it is kept. */
  readonly usual?: Usual;
  /** Who has set what decisions go by. Absent: nobody has ever said so. */
  readonly provenance?: Provenance;
}

/** A lead under a trait of its person. */
export interface Meeting {
  readonly leadId: string;
  /** See {@link Lead.arrival}. */
  readonly arrival: number;
}

/** What follows from the entries; never stored, never changes a result. */
export interface Derived {
  /** Null: not built since the last change; see rosterOf. */
  roster: Roster | null;
  /** Loads of the roster's reps, in its order. Null: as the roster; see rosterLoads. */
  loads: Load[] | null;
  policyHash: string | null;
  rosterHash: string | null;
  pricesHash: string | null;
  /** Admitted leads by each trait of their persons, see meetingKey. */
  readonly meetings: Rows<readonly Meeting[]>;
  readonly line: Set<string>;
  readonly timers: Timers;
  /** Settled leads by the place of their end in the ledger, see settledKey: oldest first. */
  readonly settled: Rows<string>;
  /** Up to this append time no settled lead is old enough to be forgotten; see prune. */
  pruneAt: number;
}

/** A workspace in memory: a private accumulator of foldEvent. */
export interface WorkspaceState {
  readonly tenant: string;
  readonly workspace: string;
  meta: Meta;
  policy: { readonly policy: Policy; readonly fixed: boolean };
  /** Null: none were released. */
  prices: Prices | null;
  readonly reps: Map<string, RosterRep>;
  readonly loads: Map<string, Load>;
  readonly leads: Rows<Lead>;
  readonly payloads: Rows<Payload>;
  /** By what a lead's person can be met again, by lead id. */
  readonly traits: Rows<readonly Trait[]>;
  /** How a lead stood before a person merged it into another, by lead id. */
  readonly merged: Rows<LeadStatus>;
  readonly lists: Map<string, readonly string[]>;
  readonly deals: Rows<{ readonly repId: string; readonly open: boolean }>;
  readonly held: Map<string, readonly Held[]>;
  readonly buffer: Map<string, TimedEvent>;
  readonly derived: Derived;
}

const START: Meta = {
  layout: 1,
  clock: 'live',
  now: 0,
  appendedAt: 0,
  seq: 0,
  ledgerHash: '',
  capsuleHash: '',
  turns: 0,
  buffered: 0,
  wakeAt: null,
  contents: {},
};

/**
 * A workspace that has seen nothing.
 * With `policy`, that policy holds for ever and PolicyReleased is ignored: to fold a recorded log another way.
 * `rows` makes the stores that grow with the number of leads; in memory, and empty, unless given. `line`: leads that wait by
 * what these stores hold.
 */
export function createWorkspace(
  tenant: string,
  workspace: string,
  options: {
    readonly policy?: Policy;
    readonly rows?: RowsFactory;
    readonly line?: Iterable<string>;
  } = {},
): WorkspaceState {
  const { rows = mapRows } = options;
  return {
    tenant,
    workspace,
    meta: START,
    policy: { policy: options.policy ?? defaultPolicy, fixed: options.policy !== undefined },
    prices: null,
    reps: new Map(),
    loads: new Map(),
    leads: rows('leads'),
    payloads: rows('payloads'),
    traits: rows('traits'),
    merged: rows('merged'),
    lists: new Map(),
    deals: rows('deals'),
    held: new Map(),
    buffer: new Map(),
    derived: {
      roster: null,
      loads: null,
      policyHash: null,
      rosterHash: null,
      pricesHash: null,
      meetings: rows('meetings'),
      line: new Set(options.line),
      timers: createTimers(),
      settled: rows('settled'),
      pruneAt: 0,
    },
  };
}

/** A rep's load; of an unknown rep, none. */
export function loadOf(state: WorkspaceState, repId: string): Load {
  return state.loads.get(repId) ?? { open: 0, day: 0, today: 0, pointer: 0 };
}

/** The roster as it now is. */
export function rosterOf(state: WorkspaceState): Roster {
  state.derived.roster ??= buildRoster(state.reps.values());
  return state.derived.roster;
}

/** Loads of all reps of the roster, in its order: kept, as every decision looks at all of them. */
export function rosterLoads(state: WorkspaceState): readonly Load[] {
  state.derived.loads ??= rosterOf(state).reps.map(({ repId }) => loadOf(state, repId));
  return state.derived.loads;
}
