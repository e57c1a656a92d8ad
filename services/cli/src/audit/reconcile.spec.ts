import { history } from '../../test/history.ts';
import { foldStates } from './lead-states.ts';
import { type Evidence, reconcile, reconciliationLines } from './reconcile.ts';

const past = history();
const evidence = (change: Partial<Evidence> & { ledgerRows?: typeof past.ledger } = {}): Evidence => ({
  received: past.received,
  statuses: past.statuses,
  settled: past.settled,
  ledger: foldStates(change.ledgerRows ?? past.ledger),
  ...change,
});
const found = (change: Parameters<typeof evidence>[0]) =>
  reconcile(evidence(change), past.now, 60_000).findings;

test('given a sound history, every lead is in exactly one state and the states sum up', () => {
  const result = reconcile(evidence(), past.now, 60_000);
  expect(result).toMatchObject({ received: 5, everAssigned: 4, lost: 0, doubled: 0, findings: [] });
  expect(result.states).toMatchObject({ closed: 1, assigned: 3, waiting: 1, inFlight: 0 });
  expect(Object.values(result.states).reduce((sum, count) => sum + count, 0)).toBe(5);
  expect(reconciliationLines(result).at(-1)).toBe('every lead is in exactly one state');
});

test('given a lead without a ledger row, it is in flight while it is young, and lost after', () => {
  const received = new Map([...past.received, ['l9', { leadId: 'l9', receivedAt: past.now - 30_000 }]]);
  expect(reconcile(evidence({ received }), past.now, 60_000)).toMatchObject({
    lost: 0,
    oldestInFlight: 30,
    states: { inFlight: 1 },
  });
  expect(reconcile(evidence({ received }), past.now, 10_000)).toMatchObject({
    lost: 1,
    findings: [{ leadId: 'l9' }],
  });
});

test('given a lead that was merged and split, it is with its rep, once', () => {
  const mine = past.ledger.find((row) => row.kind === 'assigned' && row.leadId === 'l2')!;
  const end = past.ledger.length;
  const rows = [
    ...past.ledger,
    { ...mine, kind: 'duplicate', seq: end + 1 },
    { ...mine, kind: 'split', repId: null, seq: end + 2 },
  ];
  const { leads, doubled } = foldStates([...rows, { ...mine, kind: 'restored', seq: end + 3 }]);
  expect(leads.get('l2')).toMatchObject({ state: 'assigned', repId: mine.repId });
  expect(doubled).toEqual([]);
});

test('given a lead that gets a rep while it has one, it is doubled', () => {
  const second = past.ledger.find((row) => row.kind === 'assigned' && row.leadId === 'l2')!;
  const ledgerRows = [...past.ledger, { ...second, seq: past.ledger.length + 1, repId: 'ben' }];
  expect(found({ ledgerRows })).toContainEqual({ leadId: 'l2', what: 'got a rep while it had one' });
});

test('given a hole in the ledger, it is named', () => {
  const ledgerRows = past.ledger.filter((row) => row.seq !== 3);
  expect(found({ ledgerRows })).toContainEqual({ leadId: '', what: 'default/emea: row 4 follows row 2' });
});

test('given a status or an end that says otherwise than the ledger, it is named', () => {
  const other = past.statuses.map((status) =>
    status.leadId === 'l2' ? { ...status, repId: 'ben' } : status,
  );
  expect(found({ statuses: other })).toEqual([
    { leadId: 'l2', what: 'is with anna in the ledger, with ben in lead.status' },
  ]);
  const gone = past.statuses.filter((status) => status.leadId !== 'l3');
  expect(found({ statuses: gone })).toEqual([{ leadId: 'l3', what: 'is assigned, but has no lead.status' }]);
  const wrong = past.statuses.map((status) =>
    status.leadId === 'l5' ? { ...status, state: 'closed' } : status,
  );
  expect(found({ statuses: wrong })).toEqual([
    { leadId: 'l5', what: 'is waiting in the ledger, closed in lead.status' },
  ]);
});

test('given an end without its record, while there are later ones, it is named', () => {
  const settled = [{ ...past.settled[0]!, leadId: 'l0', seq: 1 }];
  expect(found({ settled })).toEqual([{ leadId: 'l1', what: 'is closed, but has no lead.settled' }]);
});

test('what was written after the cut does not count', () => {
  const later = { ...past.statuses.find((status) => status.leadId === 'l2')!, state: 'closed', seq: 99 };
  const statuses = [...past.statuses.filter((status) => status.leadId !== 'l2'), later];
  expect(found({ statuses })).toEqual([]);
});

describe('a lead that was handed on', () => {
  const own = past.ledger.at(-1)!;
  const row = (kind: string, more: Partial<typeof own> = {}) =>
    ({ ...own, leadId: 'l5', repId: null, kind, seq: own.seq + 1, at: past.now, ...more }) as const;
  const apac = { workspace: 'apac', seq: 1 };
  const left = row('transferred', { reason: 'apac' });
  const said = past.statuses.findLast(({ leadId }) => leadId === 'l5')!;
  const statuses = [
    { ...said, ...apac, state: 'assigned', repId: 'kim', hop: 1 },
    ...past.statuses,
    { ...said, state: 'transferred', seq: left.seq },
  ];
  const taken = row('assigned', { ...apac, repId: 'kim' });

  test.each([
    ['after', [...past.ledger, left, taken]],
    ['before', [taken, ...past.ledger, left]],
  ])('is in the workspace that has it, whose rows are read %s', (_, ledgerRows) => {
    const result = reconcile(evidence({ ledgerRows, statuses, ledger: foldStates(ledgerRows) }), past.now, 0);
    expect(result).toMatchObject({ findings: [], states: { assigned: 4, waiting: 0, inFlight: 0 } });
  });

  test('is in flight until it has come there, and lost when that takes too long', () => {
    const ledger = foldStates([...past.ledger, left]);
    const result = (now: number) => reconcile(evidence({ statuses, ledger }), now, 60_000);
    expect(result(past.now + 30_000)).toMatchObject({ lost: 0, states: { inFlight: 1 }, findings: [] });
    expect(result(past.now + 70_000)).toMatchObject({
      lost: 1,
      findings: [{ leadId: 'l5', what: 'handed on by default/emea 70 s ago and in no state' }],
    });
  });

  test('and that two workspaces have given to a rep is doubled', () => {
    const held = past.ledger.find(({ kind, leadId }) => kind === 'assigned' && leadId === 'l2')!;
    expect(foldStates([...past.ledger, { ...held, ...apac }]).doubled).toEqual(['l2']);
  });
});
