import { stateEmit } from '@leadline/assignment';
import { type Codec, type Emit, sha256, TOPICS, workspacePartition } from '@leadline/contracts';
import {
  canonicalJson,
  createWorkspace,
  foldEvent,
  type FoldResult,
  type LogEvent,
  type StateEntry,
  type WorkspaceState,
} from '@leadline/domain';
import { zoneOffsets } from '@leadline/reference';
import { Shelf } from '@leadline/service-kit';
import { breather, type StreamClient } from '@leadline/stream';
import { repEvents, SCOPE, scoredEvent, wonEvent } from './takeover-leads.ts';

export interface Filling {
  /** Leads decided in all. */
  readonly leads: number;
  /** Of these with a rep and not at their end; those before them are won. */
  readonly open: number;
  /** Of these in the waiting line. */
  readonly waiting: number;
}

export const PARTITION = workspacePartition(
  SCOPE.tenant,
  SCOPE.workspace,
  TOPICS['assignment.in'].partitions,
);

/** The leads have come about over so long, ms: all are remembered. */
const SPAN_MS = 20 * 24 * 3_600_000;
/** Rows of the ledger that are written: those at its end are what an owner looks at. */
const LEDGER_ROWS = 2_000;
const AT_A_TIME = 2_000;

/**
 * Writes what assignment would have left of so many leads, as it stands on the compacted topics: each is folded in this process
 * as assignment folds it, but only the last value of each entry of the state is written.
 */
export async function fill(
  { client, codec }: { readonly client: StreamClient; readonly codec: Codec },
  filling: Filling,
  say: (step: string) => void,
): Promise<void> {
  const shelf = new Shelf();
  const state = createWorkspace(SCOPE.tenant, SCOPE.workspace, { rows: () => shelf.rows() });
  const [ledger, contents] = await foldLeads(state, filling, say);
  const producer = await client.producer();
  let emits: Emit[] = [];
  const write = async (): Promise<void> => {
    const context = { ...SCOPE, subject: null, traceparent: null };
    await producer.send(await Promise.all(emits.map((emit) => codec.encode(emit, context, 'assignment'))));
    emits = [];
  };
  for (const entry of entriesOf(state))
    if (emits.push(stateEmit(state, entry, PARTITION)) >= AT_A_TIME) await write();
  for (const value of contents)
    emits.push({
      topic: 'assignment.decision',
      record: 'ContentStored',
      key: value.hash,
      value,
      partition: PARTITION,
    });
  for (const value of ledger)
    emits.push({
      topic: 'assignment.ledger',
      record: 'LedgerEntry',
      key: value.leadId ?? '',
      value,
      partition: PARTITION,
    });
  await write();
  await producer.close();
  shelf.close();
}

/** Folds them; returns the ledger's end and what capsules name. */
async function foldLeads(
  state: WorkspaceState,
  { leads, open, waiting }: Filling,
  say: (step: string) => void,
): Promise<[FoldResult['ledger'], FoldResult['contents'][number][]]> {
  const breathe = breather();
  const began = Date.now() - SPAN_MS;
  let ledger: FoldResult['ledger'][number][] = [];
  const contents: FoldResult['contents'][number][] = [];
  let offset = 0;
  const fold = (event: LogEvent, appendedAt: number): void => {
    const result = foldEvent(state, event, { offset: (offset += 1), appendedAt, sha256, zone: zoneOffsets });
    ledger.push(...result.ledger);
    if (ledger.length > 2 * LEDGER_ROWS) ledger = ledger.slice(-LEDGER_ROWS);
    contents.push(...result.contents);
  };
  for (const event of repEvents(began)) fold(event, began);
  const closed = leads - open;
  for (let index = 0; index < leads; index += 1) {
    const at = Math.floor(began + (index * SPAN_MS) / leads);
    fold(scoredEvent(index, at, index >= leads - waiting), at);
    if (index >= open && index - open < closed) fold(wonEvent(index - open, at), at);
    await breathe();
    if ((index + 1) % 50_000 === 0) say(`${index + 1} leads folded`);
  }
  return [ledger.slice(-LEDGER_ROWS), contents];
}

const entry = (key: string, value: unknown): StateEntry => ({ key, body: canonicalJson(value) });

/** All entries of the state. */
function* entriesOf(state: WorkspaceState): Generator<StateEntry> {
  yield entry('meta', state.meta);
  for (const [repId, rep] of state.reps) yield entry(`rep/${repId}`, rep);
  for (const [repId, load] of state.loads) yield entry(`load/${repId}`, load);
  for (const [name, list] of state.lists) yield entry(`list/${name}`, list);
  for (const lead of state.leads.values()) {
    const { leadId } = lead.status;
    const [traits, payload] = [state.traits.get(leadId), state.payloads.get(leadId)];
    yield entry(`lead/${leadId}`, lead);
    if (traits !== undefined) yield entry(`traits/${leadId}`, traits);
    if (payload !== undefined) yield entry(`payload/${leadId}`, payload);
  }
}
