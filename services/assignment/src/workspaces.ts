import type { ErrorCode } from '@leadline/contracts';
import {
  createWorkspace,
  finishRestore,
  renewEntry,
  restoreEntry,
  resume,
  seqOf,
  standsInRows,
  type StateEntry,
  type WorkspaceState,
} from '@leadline/domain';
import { Shelf, type ShelfRows } from '@leadline/service-kit';

/** Code for a log that holds less than its views know. */
export const LOG_LOST = 'LEADLINE_ASSIGNMENT_LOG_LOST' satisfies ErrorCode;

/** A workspace as the shelf keeps it, beside the rows of its leads. */
interface Kept {
  readonly tenant: string;
  readonly workspace: string;
  /** Leads that wait. */
  readonly line: readonly string[];
}

type KeptEntry = readonly [key: string, body: string];

const nameOf = (tenant: string, workspace: string): string => JSON.stringify([tenant, workspace]);

/** All workspaces of one partition. What grows with the number of leads is on a shelf, not all of it in memory. */
export class Workspaces {
  readonly #states = new Map<string, WorkspaceState>();
  readonly #shelf: Shelf;
  /** Workspaces of a shelf that stays; null: of one that does not. */
  readonly #kept: ShelfRows<Kept> | null;
  readonly #entries = new Map<WorkspaceState, ShelfRows<KeptEntry>>();
  /** Folded since the last checkpoint. */
  readonly #touched = new Set<WorkspaceState>();

  /** `stays`: the shelf's file is found again by a later process; then {@link Workspaces.checkpoint} may be called. */
  constructor(shelf: Shelf = new Shelf(), stays = false) {
    this.#shelf = shelf;
    this.#kept = stays ? shelf.rows<Kept>('workspaces') : null;
  }

  /** Whether its shelf stays, so that checkpoints are of use. */
  get stays(): boolean {
    return this.#kept !== null;
  }

  /** The workspace; a new one if it has never been seen. */
  of(tenant: string, workspace: string): WorkspaceState {
    return this.#states.get(nameOf(tenant, workspace)) ?? this.#create({ tenant, workspace, line: [] });
  }

  all(): Iterable<WorkspaceState> {
    return this.#states.values();
  }

  /** Rows in the ledger of the partition: the sequence by which the live view is kept. */
  get seq(): number {
    let sum = 0;
    for (const state of this.#states.values()) sum += seqOf(state);
    return sum;
  }

  /** Takes an entry of the compacted state; when all are taken, {@link Workspaces.finish} must be run to its end. */
  restore(tenant: string, workspace: string, entry: StateEntry): void {
    const state = this.of(tenant, workspace);
    restoreEntry(state, entry.key, entry.body);
    this.keep(state, [entry]);
  }

  *finish(): Generator<void> {
    for (const state of this.#states.values()) yield* finishRestore(state);
  }

  /** Takes up what stood on a shelf that stays, as of its last checkpoint; {@link Workspaces.renew} brings it up to date. */
  takeUp(): void {
    for (const kept of this.#kept?.values() ?? []) {
      const state = this.#create(kept);
      for (const [key, body] of this.#entriesOf(state).values()) restoreEntry(state, key, body);
    }
  }

  /** Takes an entry that has come after the checkpoint; when all are taken, {@link Workspaces.resume} must follow. */
  renew(tenant: string, workspace: string, entry: StateEntry): void {
    const state = this.of(tenant, workspace);
    renewEntry(state, entry.key, entry.body);
    this.keep(state, [entry]);
  }

  resume(): void {
    for (const state of this.#states.values()) resume(state);
  }

  /** What has changed in a workspace is kept too where it does not stand in rows. */
  keep(state: WorkspaceState, changes: readonly StateEntry[]): void {
    if (!this.stays) return;
    this.#touched.add(state);
    for (const { key, body } of changes) {
      if (standsInRows(key)) continue;
      if (body === null) this.#entriesOf(state).delete(key);
      else this.#entriesOf(state).set(key, [key, body]);
    }
  }

  /** Nothing may be folded that is not committed. */
  checkpoint(note: string): void {
    for (const { tenant, workspace, derived } of this.#touched)
      this.#kept?.set(nameOf(tenant, workspace), { tenant, workspace, line: [...derived.line] });
    this.#touched.clear();
    this.#shelf.checkpoint(note);
  }

  /** From here on nothing of it may be asked. */
  close(): void {
    this.#states.clear();
    this.#shelf.close();
  }

  #create({ tenant, workspace, line }: Kept): WorkspaceState {
    const name = nameOf(tenant, workspace);
    const rows = <V>(store: string) => this.#shelf.rows<V>(this.stays ? `${name} ${store}` : null);
    const state = createWorkspace(tenant, workspace, { rows, line });
    this.#states.set(name, state);
    return state;
  }

  #entriesOf(state: WorkspaceState): ShelfRows<KeptEntry> {
    const known = this.#entries.get(state);
    if (known !== undefined) return known;
    const entries = this.#shelf.rows<KeptEntry>(`${nameOf(state.tenant, state.workspace)} entries`);
    this.#entries.set(state, entries);
    return entries;
  }
}
