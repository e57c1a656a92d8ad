import { entryBody } from './entries.ts';
import { explainCapsule } from './explain.ts';
import { parsePolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { restoreWorkspace } from './restore.ts';
import { nextTimerAt } from './views.ts';
import {
  command,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  outcome,
  policy,
  rep,
  scored,
  sha256,
  ticked,
  transferred,
} from '../../test/scenario.ts';
import { workspaces, type Workspaces } from '../../test/workspaces.ts';

const TEN = MONDAY + 10 * HOUR;
const to = (workspace: string, over: object = {}) =>
  policy({ transfer: { afterMinutes: 60, workspace }, waiting: { deadlineMinutes: 240 }, ...over });

/** The lead came to `emea` at ten, where nobody is, and was handed on to `apac` at eleven. */
function handedOn(over: Parameters<typeof scored>[1] = {}): Workspaces {
  const made = workspaces(TEN);
  made.send('emea', to('apac'), scored('l1', over));
  made.now(TEN + HOUR).send('emea', ticked());
  return made;
}

const statusIn = (made: Workspaces, workspace: string, leadId = 'l1') =>
  made.of(workspace).state.leads.get(leadId)?.status;
const ledgerOf = (made: Workspaces, workspace: string) =>
  made.of(workspace).results.flatMap(({ ledger }) => ledger);
const decisionsOf = (made: Workspaces, workspace: string) =>
  made.of(workspace).results.flatMap(({ decisions }) => decisions);

function contentOf(made: Workspaces) {
  const logs = [...made.all().values()].flatMap(({ results }) => results);
  const bodies = new Map(logs.flatMap(({ contents }) => contents.map(({ hash, body }) => [hash, body])));
  return (hash: string) => bodies.get(hash);
}

test('a lead for whom nobody has been found leaves its workspace and is decided in the other by what holds there', () => {
  const made = handedOn();
  expect(statusIn(made, 'emea')).toMatchObject({ state: 'transferred', reason: 'apac', repId: null, hop: 0 });
  expect(ledgerOf(made, 'emea').at(-1)).toMatchObject({ kind: 'transferred', leadId: 'l1', reason: 'apac' });
  expect(made.of('emea').state.payloads.has('l1')).toBe(false);
  expect(nextTimerAt(made.of('emea').state)).toBeNull();
  made.send('apac', rep('kim'), policy({ objective: 'probability' }, 'apac-1'));
  made.deliver();
  expect(ledgerOf(made, 'apac').slice(-2)).toMatchObject([
    { kind: 'received', leadId: 'l1', reason: 'emea' },
    { kind: 'assigned', leadId: 'l1', repId: 'kim', policyVersion: 'apac-1' },
  ]);
  expect(statusIn(made, 'apac')).toMatchObject({
    state: 'assigned',
    repId: 'kim',
    hop: 1,
    receivedAt: MONDAY,
  });
  expect(made.of('apac').results.flatMap(({ assigned }) => assigned)).toHaveLength(1);
});

test('both decisions are decided again to the byte, and say where the lead went and whence it came', () => {
  const made = handedOn();
  made.send('apac', rep('kim'), to('amer'));
  made.deliver();
  const content = contentOf(made);
  const there = decisionsOf(made, 'emea').at(-1)!;
  expect(there).toMatchObject({ path: 'transfer', repId: null, propensity: 0 });
  expect(explainCapsule(there.capsule, content)).toEqual(
    expect.arrayContaining([
      '2026-03-23 11:00 UTC: lead l1 goes to the workspace apac',
      'because: no candidate among 0 of 0 reps: handed on to the workspace apac',
    ]),
  );
  const here = decisionsOf(made, 'apac').at(-1)!;
  expect(explainCapsule(here.capsule, content)).toContain('came from the workspace emea');
  for (const { capsule } of [...decisionsOf(made, 'emea'), here])
    expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(replayCapsule(there.capsule.replace('"been":["emea"]', '"been":["apac"]'), content, sha256).kind).toBe('differs'); // prettier-ignore
});

test('a policy that hands no lead on leaves no trace of it', () => {
  const made = workspaces(TEN);
  made.send('emea', rep('ann'), policy({}), scored('l1'));
  expect(decisionsOf(made, 'emea')[0]?.capsule).not.toContain('"been"');
});

test('who is free here by then comes first', () => {
  const made = workspaces(TEN);
  made.send('emea', to('apac'), rep('ann', { workStart: 11 * 60 }), scored('l1'));
  made.now(TEN + HOUR).send('emea', ticked());
  expect(statusIn(made, 'emea')).toMatchObject({ state: 'assigned', repId: 'ann', path: 'value' });
  expect(made.underWay()).toEqual([]);
});

test('it waits for an owner who is away no longer', () => {
  const made = workspaces(TEN);
  made.send('emea', to('apac'), rep('ann', { workDays: [7] }), scored('l1', { accountOwner: 'ann' }));
  expect(statusIn(made, 'emea')).toMatchObject({ state: 'waiting', reason: 'OWNER_OUT_OF_HOURS' });
  made.now(TEN + HOUR).send('emea', ticked());
  expect(statusIn(made, 'emea')?.state).toBe('transferred');
});

test('where nobody is either it waits there, with its time and its deadline, and is escalated by it', () => {
  const made = handedOn();
  made.deliver();
  const deadline = TEN + 240 * MINUTE;
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'waiting', since: TEN, deadline });
  expect(nextTimerAt(made.of('apac').state)).toBe(deadline);
  made.now(deadline).send('apac', ticked());
  expect(ledgerOf(made, 'apac').at(-1)).toMatchObject({ kind: 'escalated', leadId: 'l1', at: deadline });
});

test('it never goes back to where it has been', () => {
  const made = handedOn();
  made.send('apac', to('emea'));
  made.deliver();
  made.now(TEN + DAY).send('apac', ticked(), ticked());
  expect(made.underWay()).toEqual([]);
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'waiting', hop: 1 });
});

test('it goes through eight workspaces at most, at once, as its steps count from when its wait began', () => {
  const made = handedOn();
  const names = Array.from({ length: 12 }, (_, n) => (n === 0 ? 'apac' : `w${n}`));
  for (const [n, name] of names.entries()) made.send(name, to(`w${n + 1}`));
  while (made.deliver(1)) for (const name of names) made.send(name, ticked());
  expect([...made.all().keys()].filter((name) => statusIn(made, name) !== undefined)).toHaveLength(8);
  expect(statusIn(made, 'w6')).toMatchObject({ state: 'waiting', hop: 7, deadline: TEN + 240 * MINUTE });
});

test('what comes for it afterwards is sent on to who has it', () => {
  const made = handedOn();
  made.send('apac', rep('kim'), rep('lee'));
  made.deliver();
  const first = statusIn(made, 'apac')?.repId;
  made.send('emea', command('l1', 'reassign'), outcome('l1', 'contacted'));
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'assigned', attempt: 2, previousRepId: first });
  made.send('emea', outcome('l1', 'won'));
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'closed', outcome: 'won' });
  for (const who of ['kim', 'lee']) expect(made.of('apac').state.loads.get(who)?.open ?? 0).toBe(0);
  expect(ledgerOf(made, 'emea').slice(-3).map(({ kind }) => kind)).toEqual(['forwarded', 'forwarded', 'forwarded']); // prettier-ignore
});

test('a change of it is sent on; the same arrival once more is not', () => {
  const made = handedOn();
  made.deliver();
  made.send('emea', scored('l1'));
  expect(made.underWay()).toEqual([]);
  made.send('emea', scored('l1', { attempt: 2, expectedValue: 77 }), scored('l1', { attempt: 2 }));
  expect(made.underWay()).toHaveLength(1);
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({
    state: 'waiting',
    attempt: 2,
    deadline: TEN + 240 * MINUTE,
  });
  expect(made.of('apac').state.payloads.get('l1')?.routable.expectedValue).toBe(77);
});

test('a change where it waits leaves it known where it has been', () => {
  const made = handedOn();
  made.send('apac', to('emea'));
  made.deliver();
  made.send('emea', scored('l1', { attempt: 2 }));
  made.deliver();
  made.now(TEN + DAY).send('apac', ticked(), ticked());
  expect(made.underWay()).toEqual([]);
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'waiting', hop: 1, attempt: 2 });
});

test('a change reaches it though commands have raised its attempt before', () => {
  const made = workspaces(TEN);
  made.send('emea', to('apac'), rep('ann', { workDays: [7] }), scored('l1'));
  made.send('emea', command('l1', 'reassign'), command('l1', 'reassign'));
  made.now(TEN + HOUR).send('emea', ticked());
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ attempt: 3 });
  made.send('emea', scored('l1', { attempt: 2, expectedValue: 77 }));
  made.deliver();
  expect(made.of('apac').state.payloads.get('l1')?.routable.expectedValue).toBe(77);
});

test('from whom it was taken there gets it no more here', () => {
  const made = workspaces(TEN);
  made.send('emea', to('apac'), rep('ann'), scored('l1'), command('l1', 'reassign'));
  made.send('apac', rep('ann'));
  made.now(TEN + HOUR).send('emea', ticked());
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'waiting', reasons: ['DECLINED:1'] });
});

test('of a person who is in work there it is a duplicate there', () => {
  const made = handedOn({ personKey: 'p' });
  made.send('apac', rep('kim'), scored('l0', { personKey: 'p' }));
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'duplicate', duplicateOf: 'l0' });
});

test('a lead that its sender gave to both workspaces stays with the rep who has it', () => {
  const made = handedOn();
  made.send('apac', rep('kim'), scored('l1'));
  made.deliver();
  expect(statusIn(made, 'apac')).toMatchObject({ state: 'assigned', repId: 'kim', redelivered: 1 });
  expect(made.of('apac').state.loads.get('kim')?.open).toBe(1);
});

const states = (made: Workspaces) => ['emea', 'apac'].map((name) => statusIn(made, name)?.state);

describe('of two workspaces that hand on to each other, to both of which the sender gave the lead,', () => {
  test('the one that has it when it comes keeps it, and an outcome comes to its end', () => {
    const made = handedOn();
    made.send('apac', scored('l1'), to('emea'));
    made.deliver();
    expect(statusIn(made, 'apac')).toMatchObject({ state: 'waiting', hop: 1 });
    made.now(TEN + 3 * HOUR).send('apac', ticked());
    expect(made.deliver()).toBe(false);
    expect(states(made)).toEqual(['transferred', 'waiting']);
    made.send('emea', outcome('l1', 'lost'));
    made.deliver(10);
    expect(made.underWay()).toEqual([]);
    expect(statusIn(made, 'apac')?.outcome).toBe('lost');
  });

  test('one has it where each has handed it on before the other one came', () => {
    const made = handedOn();
    made.now(TEN).send('apac', scored('l1'), to('emea'));
    made.now(TEN + HOUR).send('apac', ticked());
    expect(made.underWay()).toHaveLength(2);
    made.deliver();
    expect(states(made)).toEqual(['transferred', 'waiting']);
    made.send('apac', rep('kim'));
    expect(statusIn(made, 'apac')).toMatchObject({ state: 'assigned', repId: 'kim', hop: 1 });
  });
});

test('a repeat of a lead that was handed on is counted, and no status of here comes after that of there', () => {
  const made = handedOn();
  made.deliver();
  const { statuses, ledger } = made.send('emea', scored('l1'));
  expect(ledger.map(({ kind }) => kind)).toEqual(['redelivered']);
  expect(statuses).toEqual([]);
});

test('a policy that hands on takes up the leads that have waited so long when it is released', () => {
  const made = workspaces(TEN);
  const relax = [{ afterMinutes: 90, drop: ['none'] }];
  made.send('emea', policy({ relax }), scored('l1'), scored('l2'));
  made.now(TEN + 90 * MINUTE).send('emea', ticked(), ticked());
  made.send('emea', to('apac', { relax }));
  expect(made.underWay()).toHaveLength(2);
});

test('after its end there it is forgotten here as any other; before, it is not', () => {
  const made = handedOn();
  made.deliver();
  made.now(TEN + 40 * DAY).send('emea', ticked());
  expect(statusIn(made, 'emea')?.state).toBe('transferred');
  made.send('emea', outcome('l1', 'lost'));
  made.now(TEN + 80 * DAY).send('emea', ticked());
  expect(statusIn(made, 'emea')).toBeUndefined();
});

test('one that comes back as somebody else is met as who it is now alone', () => {
  const made = handedOn({ personKey: 'p' });
  made.send('emea', rep('kim'), transferred('l1', { personKey: 'q' }));
  made.send('emea', scored('l2', { personKey: 'p' }), scored('l3', { personKey: 'q' }));
  expect(statusIn(made, 'emea', 'l2')).toMatchObject({ state: 'assigned', repId: 'kim' });
  expect(statusIn(made, 'emea', 'l3')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
  expectRestored(made);
});

test('a workspace that is restored goes on alike', () => {
  const made = handedOn({ personKey: 'p' });
  made.send('apac', to('amer'));
  made.deliver();
  expectRestored(made);
});

function expectRestored(made: Workspaces): void {
  for (const { state, results } of made.all().values()) {
    const keys = new Set(results.flatMap(({ state: entries }) => entries.map(({ key }) => key)));
    const entries = [...keys].flatMap((key) => {
      const body = entryBody(state, key);
      return body === null ? [] : [[key, body] as const];
    });
    const again = restoreWorkspace('default', state.workspace, entries);
    expect(again.leads.get('l1')).toEqual(state.leads.get('l1'));
    expect([...again.derived.meetings.values()]).toEqual([...state.derived.meetings.values()]);
    expect([...again.derived.line]).toEqual([...state.derived.line]);
    expect(nextTimerAt(again)).toBe(nextTimerAt(state));
  }
}

test.each([
  ['{"transfer":{"afterMinutes":5}}', 'transfer: workspace must be a text that is not empty'],
  ['{"transfer":{"workspace":"x"}}', 'transfer: afterMinutes must be a whole number from 1 to 525600'],
  ['{"transfer":{"workspace":"x","afterMinutes":1,"team":"y"}}', 'transfer: team is no part of a transfer'],
  ['{"transfer":"x"}', 'transfer: must be an object'],
])('%s is refused', (body, error) => {
  expect(parsePolicy(body)).toEqual({ ok: false, errors: [error] });
});
