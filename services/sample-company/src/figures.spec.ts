import type { LedgerEntry } from '@leadline/contracts';
import { doubledIn } from './figures.ts';

const entry = (kind: string, leadId: string, repId: string | null): LedgerEntry => ({
  tenant: 't',
  workspace: 'w',
  seq: 0,
  at: 0,
  kind,
  leadId,
  attempt: 1,
  repId,
  loadAfter: 0,
  reason: null,
  path: null,
  duplicateOf: null,
  capsuleHash: null,
  previousHash: '',
  engine: 1,
  policyVersion: null,
  inputOffset: 0,
});

test('given a lead that is assigned twice without a release, then it is doubled once', () => {
  expect(
    doubledIn([entry('assigned', 'a', 'r1'), entry('assigned', 'a', 'r2'), entry('assigned', 'a', 'r3')]),
  ).toBe(1);
});

test('given a reassignment or a reopened lead, then nothing is doubled', () => {
  const moves = ['assigned', 'released', 'assigned', 'closed', 'assigned'].map((kind) =>
    entry(kind, 'a', 'r1'),
  );
  expect(doubledIn(moves)).toBe(0);
});
