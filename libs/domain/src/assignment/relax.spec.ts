import { explainCapsule } from './explain.ts';
import { replayCapsule } from './replay.ts';
import { nextTimerAt } from './views.ts';
import {
  command,
  HOUR,
  MINUTE,
  MONDAY,
  outcome,
  policy,
  rep,
  scored,
  sha256,
  ticked,
  world,
} from '../../test/scenario.ts';

const TEN = MONDAY + 10 * HOUR;
const all = { op: 'and', of: [] };
const tier = (value: string) => ({ op: '==', left: { rep: 'tier' }, right: { value } });
const rules = [
  { id: 'seniors', when: all, require: tier('senior') },
  { id: 'known', when: all, require: { op: '!=', left: { rep: 'repId' }, right: { value: 'new' } } },
];
const relax = [
  { afterMinutes: 60, drop: ['seniors'] },
  { afterMinutes: 90, drop: ['known'] },
];
const desk = { op: '==', left: { rep: 'repId' }, right: { value: 'desk' } };
const overflow = { afterMinutes: 120, team: 'desk', members: desk };
const steps = policy({ rules, relax, overflow }, 'steps');

const junior = rep('junior', { tier: 'junior' });
const stranger = rep('new', { tier: 'junior' });
const ofDesk = rep('desk', { tier: 'desk', territories: ['JP'] });

describe('rules that a step drops', () => {
  test('hold no more for the lead: it goes to whom they kept it from, and says so', () => {
    const { send, lead, now, state, contents, results } = world();
    send(steps, junior, scored('l1'));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: ['RULE:1'] });
    expect(nextTimerAt(state)).toBe(TEN + HOUR);
    const { ledger } = now(TEN + HOUR).send(ticked());
    expect(ledger).toMatchObject([
      { kind: 'relaxed', leadId: 'l1', reason: 'seniors' },
      { kind: 'assigned', leadId: 'l1', repId: 'junior', path: 'relaxed-1', reason: 'HIGHEST_VALUE' },
    ]);
    expect(lead('l1').reason).toMatch(/, after 60 min of waiting without the rule seniors$/);
    const made = contents();
    const { capsule } = results.flatMap(({ decisions }) => decisions).at(-1)!;
    expect(explainCapsule(capsule, (hash) => made.get(hash))).toContain(
      'after 60 min of waiting: no longer asked: seniors',
    );
    expect(replayCapsule(capsule, (hash) => made.get(hash), sha256)).toEqual({ kind: 'identical' });
    expect(replayCapsule(capsule.replace('"waited":60', '"waited":90'), (hash) => made.get(hash), sha256).kind).toBe('differs'); // prettier-ignore
  });

  test('one after another', () => {
    const { send, lead, now } = world();
    send(steps, stranger, scored('l1'));
    expect(now(TEN + HOUR).send(ticked()).ledger).toMatchObject([{ kind: 'relaxed', reason: 'seniors' }]);
    expect(lead('l1').state).toBe('waiting');
    now(TEN + 90 * MINUTE).send(ticked());
    expect(lead('l1')).toMatchObject({ repId: 'new', path: 'relaxed-2' });
  });

  test('a rep who needs no step gets the lead as ever; the capsule says what no longer held', () => {
    const { send, lead, now, results } = world();
    send(steps, rep('senior', { tier: 'senior', capacity: 1 }), scored('l0'), scored('l1'));
    now(TEN + HOUR).send(ticked());
    send(outcome('l0', 'lost'));
    expect(lead('l1')).toMatchObject({ repId: 'senior', path: 'value' });
    const { capsule } = results.flatMap(({ decisions }) => decisions).at(-1)!;
    expect(JSON.parse(capsule)).toMatchObject({ waited: 60, result: { eased: { dropped: ['seniors'] } } });
  });

  test('count as the rotation counts, and by rotation where that chooses', () => {
    const { send, lead, now, state } = world();
    send(policy({ rules, relax, strategy: 'round-robin' }), junior, scored('l1'));
    now(TEN + HOUR).send(ticked());
    expect(lead('l1')).toMatchObject({ path: 'relaxed-1', reason: expect.stringContaining('round robin') });
    expect(state.loads.get('junior')?.pointer).toBe(1);
  });
});

describe('overflow', () => {
  test('to a team whatever rules and territories say', () => {
    const { send, lead, now } = world();
    send(steps, ofDesk, scored('l1'));
    now(TEN + 90 * MINUTE).send(ticked());
    expect(lead('l1').state).toBe('waiting');
    const { ledger } = now(TEN + 120 * MINUTE).send(ticked());
    expect(ledger).toMatchObject([
      { kind: 'overflowed', leadId: 'l1', reason: 'desk' },
      { kind: 'assigned', repId: 'desk', path: 'overflow' },
    ]);
    expect(lead('l1').reason).toContain('by the team desk whatever rules and territories say');
  });

  test.each([
    ['language', { languages: ['fr'] }, 'LANGUAGE:1'],
    ['product', { skills: ['other'] }, 'SKILL:1'],
    ['being away', { workDays: [] }, 'OUT_OF_HOURS:1'],
  ])('but not whatever %s', (_what, over, reason) => {
    const { send, lead, now } = world();
    send(steps, rep('desk', { territories: ['JP'], ...over }), scored('l1', { language: 'de' }));
    now(TEN + 200 * MINUTE).send(ticked());
    expect(lead('l1').state).toBe('waiting');
    send(command('l1', 'reassign'));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: ['TERRITORY:1'] });
    now(TEN + 400 * MINUTE).send(ticked(), scored('l1', { language: 'de', attempt: 3 }));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: [reason] });
  });

  test('who is not of the team keeps the code of the rules and territories that hold', () => {
    const { send, lead, now } = world();
    send(steps, rep('other', { territories: ['JP'], skills: ['other'] }), scored('l1'));
    now(TEN + 200 * MINUTE).send(ticked());
    send(command('l1', 'reassign'));
    now(TEN + 400 * MINUTE).send(ticked(), scored('l1', { attempt: 3 }));
    expect(lead('l1')).toMatchObject({ state: 'waiting', reasons: ['TERRITORY:1'] });
  });

  test('frees a lead from an owner who is away', () => {
    const { send, lead, now } = world();
    send(steps, ofDesk, rep('owner', { workDays: [] }), scored('l1', { accountOwner: 'owner' }));
    expect(lead('l1').reason).toBe('OWNER_OUT_OF_HOURS');
    now(TEN + 120 * MINUTE).send(ticked());
    expect(lead('l1')).toMatchObject({ repId: 'desk', path: 'overflow' });
  });

  test('takes nobody away who could take it before', () => {
    const { send, lead, now } = world();
    const senior = { tier: 'senior', capacity: 0 };
    send(steps, rep('senior', senior), rep('desk', { ...senior, territories: ['JP'] }), scored('l1'));
    now(TEN + 120 * MINUTE).send(ticked(), rep('senior', { ...senior, capacity: 1 }));
    expect(lead('l1')).toMatchObject({ repId: 'senior', path: 'value' });
  });
});

describe('steps are timers', () => {
  test('an early or doubled one does nothing, a late one does what was due, all at once', () => {
    const { send, now } = world();
    send(steps, rep('x', { capacity: 0 }), scored('l1'));
    const taken = (at: number) => now(at).send(ticked(TEN + HOUR)).ledger.map(({ kind, reason }) => `${kind} ${reason}`); // prettier-ignore
    expect(taken(TEN + 59 * MINUTE)).toEqual([]);
    expect(taken(TEN + 100 * MINUTE)).toEqual(['relaxed seniors', 'relaxed known']);
    expect(taken(TEN + 100 * MINUTE)).toEqual([]);
    expect(taken(TEN + 120 * MINUTE)).toEqual(['overflowed desk']);
  });

  test('none is left of a lead that got its rep meanwhile, nor of a wait that was before', () => {
    const { send, lead, now, state } = world();
    send(steps, rep('senior', { tier: 'senior', capacity: 0 }), junior, scored('l1'));
    now(TEN + 30 * MINUTE).send(command('l1', 'reassign'));
    expect(nextTimerAt(state)).toBe(TEN + 90 * MINUTE);
    expect(now(TEN + HOUR).send(ticked()).ledger).toEqual([]);
    send(rep('senior', { tier: 'senior' }));
    expect(lead('l1')).toMatchObject({ repId: 'senior', path: 'value' });
    expect(nextTimerAt(state)).toBeNull();
  });

  test('a wait that goes on after an amendment keeps its steps', () => {
    const { send, lead, now, state } = world();
    send(steps, stranger, scored('l1'));
    now(TEN + HOUR).send(ticked());
    send(scored('l1', { attempt: 2, expectedValue: 2000 }));
    expect(lead('l1').state).toBe('waiting');
    expect(nextTimerAt(state)).toBe(TEN + 90 * MINUTE);
    send(junior);
    expect(lead('l1')).toMatchObject({ repId: 'junior', path: 'relaxed-1' });
  });

  test('another policy has other steps, for those who wait, too', () => {
    const { send, lead, now, state } = world();
    send(policy({ rules }), junior, scored('l1'));
    now(TEN + 70 * MINUTE).send(policy({ rules, relax: [{ afterMinutes: 80, drop: ['seniors'] }] }, 'v2'));
    expect(nextTimerAt(state)).toBe(TEN + 80 * MINUTE);
    send(steps);
    expect(nextTimerAt(state)).toBe(TEN + 60 * MINUTE);
    send(ticked());
    expect(lead('l1')).toMatchObject({ repId: 'junior', path: 'relaxed-1', policyVersion: 'steps' });
  });

  test('of leads whose steps come at once, the first of the line is served first', () => {
    const { send, lead, now } = world();
    send(steps, rep('junior', { tier: 'junior', capacity: 1 }));
    send(scored('a-poor', { expectedValue: 10 }), scored('b-rich', { expectedValue: 9000 }));
    now(TEN + HOUR).send(ticked(), ticked());
    expect([lead('a-poor').state, lead('b-rich').repId]).toEqual(['waiting', 'junior']);
  });
});

test.each([
  [{ relax: [{ afterMinutes: 0, drop: ['a'] }] }],
  [{ relax: [{ afterMinutes: 5, drop: [] }] }],
  [{ relax: [{ afterMinutes: 5, drop: ['a'], and: 1 }] }],
  [{ relax: Array.from({ length: 21 }, () => ({ afterMinutes: 5, drop: ['a'] })) }],
  [{ overflow: { afterMinutes: 5, team: 'a', members: { op: '==', left: { lead: 'source' }, right: { value: 'a' } } } }], // prettier-ignore
  [{ overflow: { afterMinutes: 5, team: '', members: all } }],
  [{ overflow: { afterMinutes: 5.5, team: 'a', members: all } }],
])('steps that make no sense are no policy: %j', (body) => {
  const { send, ledger } = world();
  send(policy(body, 'v9'));
  expect(ledger()).toMatchObject([{ kind: 'ignored', reason: 'POLICY_INVALID' }]);
});

test('without steps a policy has the bytes that it had', () => {
  const { state, send } = world();
  send(policy({ rules, relax: [] }));
  expect(Object.keys(state.policy.policy)).not.toContain('relax');
});
