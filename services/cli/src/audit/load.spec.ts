import type { LiveView, LoadRow, WaitingRow } from '@leadline/live';
import { history } from '../../test/history.ts';
import { type LiveState, loadLines, verifyPartition } from './load.ts';

const { ledger } = history();
const scope = { tenant: 'default', workspace: 'emea' };
const view = <Row>(rows: readonly Row[], seq = ledger.length, stale = false): LiveView<Row> => ({
  rows,
  seq,
  writtenAt: 0,
  stale,
});
const loads = (open: number, seq?: number, stale?: boolean) =>
  view<LoadRow>([{ ...scope, repId: 'anna', open }], seq, stale);
const waiting = (...leadIds: readonly string[]) =>
  view<WaitingRow>(leadIds.map((leadId) => ({ ...scope, leadId, since: 0, deadline: 0, priority: 0 })));
const found = (live: LiveState) => verifyPartition(0, ledger, live).findings;

test('given the fold of the ledger, nothing is found', () => {
  const report = verifyPartition(0, ledger, { loads: loads(3), waiting: waiting('l5') });
  expect(report).toMatchObject({ behind: 0, reps: 1, open: 3, findings: [] });
  expect(loadLines([report]).at(-1)).toBe('Redis is the fold of the ledger');
});

test('given another load, the rep is named', () => {
  expect(found({ loads: loads(4), waiting: waiting('l5') })).toEqual([
    'default/emea/anna has 3 open leads by the ledger, 4 in Redis',
  ]);
});

test('given a Redis that is behind, it is compared with the ledger up to there', () => {
  const seq = ledger.findIndex((row) => row.leadId === 'l2') + 1;
  expect(found({ loads: loads(2, seq), waiting: null })).toEqual([]);
  expect(found({ loads: loads(2, seq, true), waiting: null })).toEqual([
    `Redis stands still at row ${seq} of ${ledger.length}`,
  ]);
});

test('given a Redis that is empty, or ahead, that is said', () => {
  expect(found({ loads: null, waiting: null })).toEqual(['Redis holds nothing of this partition']);
  expect(found({ loads: loads(3, 999), waiting: waiting('l5') })).toEqual([
    `Redis is at row 999, the ledger ends at ${ledger.length}`,
  ]);
});

test('given another waiting line, the leads are named', () => {
  expect(found({ loads: loads(3), waiting: waiting('l9') })).toEqual([
    'l5 waits by the ledger, not in Redis',
    'l9 waits in Redis, not by the ledger',
  ]);
});
