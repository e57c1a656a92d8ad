import { canonicalJson } from '../shared/canonical-json.ts';
import type { Sha256 } from './context.ts';
import type { LedgerEntry } from './rows.ts';

/** What a ledger row may say. */
export type LedgerKind =
  | 'assigned'
  | 'waiting'
  | 'escalated'
  | 'relaxed'
  | 'overflowed'
  | 'transferred'
  | 'received'
  | 'forwarded'
  | 'quarantined'
  | 'duplicate'
  | 'possible-duplicate'
  | 'amended'
  | 'split'
  | 'restored'
  | 'parked'
  | 'closed'
  | 'contacted'
  | 'released'
  | 'redelivered'
  | 'deal-opened'
  | 'deal-closed'
  | 'held'
  | 'held-expired'
  | 'ignored'
  | 'rep-changed'
  | 'policy-released'
  | 'prices-released'
  | 'clock-set';

/** How a row changes the load of its rep. */
const LOAD_CHANGE: Readonly<Partial<Record<string, number>>> = {
  assigned: 1,
  restored: 1,
  'deal-opened': 1,
  closed: -1,
  duplicate: -1,
  released: -1,
  'deal-closed': -1,
};

/** Hash that the next row of the workspace carries as previousHash. */
export function ledgerHash(entry: LedgerEntry, sha256: Sha256): string {
  return sha256(canonicalJson(entry));
}

/** Open leads and deals per rep, counted from the rows in order of seq; every rep that ever had one is in it. */
export function foldLedger(entries: Iterable<Pick<LedgerEntry, 'kind' | 'repId'>>): Map<string, number> {
  const open = new Map<string, number>();
  for (const { kind, repId } of entries) {
    const change = LOAD_CHANGE[kind];
    if (repId !== null && change !== undefined) open.set(repId, (open.get(repId) ?? 0) + change);
  }
  return open;
}
