import { loadsOf, waitingOf, type WorkspaceState } from '@leadline/domain';
import type { LoadChanges, LoadReply, LoadRow, LoadWriter, Unavailable, WaitingRow } from '@leadline/live';
import { Transient } from '@leadline/stream';
import type { MirrorState } from './observe.ts';
import { LOG_LOST, type Workspaces } from './workspaces.ts';

/** Where the live view lies: `@leadline/live` over Redis in production. Its methods never throw. */
export interface LoadStore {
  adopt(writer: LoadWriter): Promise<LoadReply | Unavailable>;
  write(writer: LoadWriter, expectedSeq: number, changes: LoadChanges): Promise<LoadReply | Unavailable>;
  reload(writer: LoadWriter, state: Omit<LoadChanges, 'left'>): Promise<LoadReply | Unavailable>;
}

export interface MirrorOptions {
  readonly store: LoadStore;
  readonly partition: number;
  readonly token: bigint;
  /** Where the ledger of the partition ends: no token can lie there or beyond. */
  readonly ledgerEnd: () => Promise<bigint>;
  readonly now: () => number;
}

/** How long a Redis that did not answer is left alone, ms: routing must not wait for it at every commit. */
const RETRY_MS = 1_000;
/** Time between two heartbeats, ms. */
const BEAT_MS = 1_000;

interface Held {
  readonly loads: ReadonlyMap<string, LoadRow>;
  readonly waiting: ReadonlyMap<string, WaitingRow>;
}

/**
 * Keeps the live view of one partition equal to the owner's memory: changes after each commit, everything after a flush
 * or an outage. The view follows the log, never the other way round.
 */
export class LoadMirror {
  readonly #options: MirrorOptions;
  /** What the store holds, by workspace; null: unknown, must be reloaded. */
  #held: Map<WorkspaceState, Held> | null = null;
  /** Workspaces that may differ from what the store holds. */
  readonly #touched = new Set<WorkspaceState>();
  #heldSeq = 0;
  #nextTryAt = 0;
  #nextBeatAt = 0;
  #fenced = false;
  #answers = true;

  constructor(options: MirrorOptions) {
    this.#options = options;
  }

  /** `behind`: the store does not answer, or is being filled again; `fenced`: another owner writes it now. */
  get state(): MirrorState {
    if (this.#fenced) return 'fenced';
    return this.#answers && this.#held !== null ? 'live' : 'behind';
  }

  /** Makes the new owner known. Throws {@link Transient} when the store knows more than the log. */
  async open(workspaces: Workspaces): Promise<void> {
    const reply = await this.#options.store.adopt(this.#writer(workspaces));
    if (reply !== 'unavailable' && reply.answer === 'OK') this.#confirm(workspaces, heldOf(workspaces.all()));
    else await this.#settle(reply, workspaces);
  }

  /** The workspace has changed: the next `publish` writes its changes. */
  touch(state: WorkspaceState): void {
    this.#touched.add(state);
  }

  /** Writes through what has changed since the last success. Throws {@link Transient} as `open` does. */
  async publish(workspaces: Workspaces): Promise<void> {
    if (this.#fenced || this.#options.now() < this.#nextTryAt) return;
    if (this.#held === null) return this.#reload(workspaces);
    const fresh = heldOf(this.#touched);
    const changes = changesOf(this.#held, fresh);
    const reply = await this.#options.store.write(this.#writer(workspaces), this.#heldSeq, changes);
    if (reply !== 'unavailable' && reply.answer === 'OK')
      this.#confirm(workspaces, new Map([...this.#held, ...fresh]));
    else await this.#settle(reply, workspaces);
  }

  /** To be called when there is nothing else to do: heartbeat, and catching up after an outage. */
  async beat(workspaces: Workspaces): Promise<void> {
    if (this.#options.now() >= this.#nextBeatAt) await this.publish(workspaces);
  }

  async #reload(workspaces: Workspaces): Promise<void> {
    const all = heldOf(workspaces.all());
    const loads = [...all.values()].flatMap((held) => [...held.loads.values()]);
    const waiting = [...all.values()].flatMap((held) => [...held.waiting.values()]);
    const reply = await this.#options.store.reload(this.#writer(workspaces), { loads, waiting });
    if (reply === 'unavailable' || reply.answer === 'STALE') this.#waitForIt();
    else if (reply.answer === 'OK') this.#confirm(workspaces, all);
    else await this.#settle(reply, workspaces);
  }

  /** What to do about any answer but OK. */
  async #settle(reply: LoadReply | Unavailable, workspaces: Workspaces): Promise<void> {
    if (reply === 'unavailable') return this.#waitForIt();
    this.#held = null;
    if (reply.answer === 'STALE') return this.#reload(workspaces);
    if (reply.answer === 'FENCED' && (reply.token ?? 0n) < (await this.#options.ledgerEnd()))
      this.#fenced = true;
    else throw lostData(this.#options.partition, reply);
  }

  #waitForIt(): void {
    this.#answers = false;
    this.#nextTryAt = this.#options.now() + RETRY_MS;
  }

  #confirm(workspaces: Workspaces, held: Map<WorkspaceState, Held>): void {
    this.#held = held;
    this.#answers = true;
    this.#touched.clear();
    this.#heldSeq = workspaces.seq;
    this.#nextBeatAt = this.#options.now() + BEAT_MS;
  }

  #writer(workspaces: Workspaces): LoadWriter {
    return { partition: this.#options.partition, token: this.#options.token, seq: workspaces.seq };
  }
}

function lostData(partition: number, { token, seq }: LoadReply): Transient {
  const message =
    `Redis knows token ${token} and sequence ${seq} of partition ${partition}, which its ledger has never given: ` +
    'the log has lost data. If the log cannot be restored, run `leadline load rebuild --new-incarnation --by … --reason …`.';
  return new Transient(LOG_LOST, message);
}

function heldOf(states: Iterable<WorkspaceState>): Map<WorkspaceState, Held> {
  return new Map(
    [...states].map((state) => {
      const { tenant, workspace } = state;
      const loads = new Map(loadsOf(state).map((row) => [row.repId, { tenant, workspace, ...row }]));
      const waiting = new Map(waitingOf(state).map((row) => [row.leadId, { tenant, workspace, ...row }]));
      return [state, { loads, waiting }];
    }),
  );
}

/** What is in `fresh` and not, or not so, in `held`. Reps are never removed, only leads leave the line. */
function changesOf(
  held: ReadonlyMap<WorkspaceState, Held>,
  fresh: ReadonlyMap<WorkspaceState, Held>,
): LoadChanges {
  const changes = { loads: [] as LoadRow[], waiting: [] as WaitingRow[], left: [] as WaitingRow[] };
  for (const [state, now] of fresh) {
    const before = held.get(state);
    for (const row of now.loads.values())
      if (before?.loads.get(row.repId)?.open !== row.open) changes.loads.push(row);
    for (const row of now.waiting.values())
      if (!isSame(before?.waiting.get(row.leadId), row)) changes.waiting.push(row);
    for (const row of before?.waiting.values() ?? [])
      if (!now.waiting.has(row.leadId)) changes.left.push(row);
  }
  return changes;
}

function isSame(a: WaitingRow | undefined, b: WaitingRow): boolean {
  return a?.since === b.since && a.deadline === b.deadline && a.priority === b.priority;
}
