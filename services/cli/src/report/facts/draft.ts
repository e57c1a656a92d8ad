import type { Clock, LeadFacts, Wait } from './lead-facts.ts';

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };

/** Facts of a lead while its records are read. */
export interface Draft extends Changing<Omit<LeadFacts, 'waits' | 'occurredAt' | 'receivedAt' | 'clock'>> {
  /** Null until a record says so: follow-ups may name a lead that never came. */
  occurredAt: number | null;
  receivedAt: number | null;
  /** Null until the ledger of its workspace names the lead. */
  clock: Clock | null;
  waits: Changing<Wait>[];
  /** Those that go on, by workspace. */
  readonly open: Map<string, Changing<Wait>>;
  /**
   * Attempt of the record that gave the source, the chance, and the reason for no message, hop of that which gave the state, and
   * which assignments gave the rep and the value; 0: none.
   */
  readonly from: {
    source: number;
    chance: number;
    unmessaged: number;
    hop: number;
    assigned: Place;
    value: Place;
  };
}

/** Clock of the workspace, epoch ms, and row of its ledger: workspaces count their rows apart, so time goes first. */
export interface Place {
  readonly at: number;
  readonly seq: number;
}

const NOWHERE: Place = { at: 0, seq: 0 };

/** A lead of which nothing is known but its id. */
export const createDraft = (leadId: string, tenant: string, workspace: string): Draft => ({
  leadId,
  tenant,
  workspace,
  clock: null,
  occurredAt: null,
  receivedAt: null,
  state: 'inFlight',
  source: null,
  reasons: [],
  outcome: null,
  assignedAt: null,
  assignedWallAt: null,
  messagedAt: null,
  unmessaged: null,
  contactedAt: null,
  waits: [],
  open: new Map(),
  repId: null,
  path: null,
  value: null,
  chance: null,
  from: { source: 0, chance: 0, unmessaged: 0, hop: 0, assigned: NOWHERE, value: NOWHERE },
});

/** Whether one assignment of a lead came before another, in whatever workspaces. */
export const isBefore = (a: Place, b: Place): boolean => (a.at === b.at ? a.seq < b.seq : a.at < b.at);

/** The earlier of two instants, of which one may not be known. */
export const earlier = (a: number | null, b: number): number => (a === null || b < a ? b : a);
