import { explainCapsule } from './explain.ts';
import { fitOf } from './candidates.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import { rosterOf } from './state.ts';
import { replayCapsule } from './replay.ts';
import { outcome, policy, rep, scored, sha256, world } from '../../test/scenario.ts';

const large = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } };
const senior = { op: '==', left: { rep: 'tier' }, right: { value: 'senior' } };
const toSeniors = policy({ rules: [{ id: 'large-to-seniors', when: large, require: senior }] }, 'v2');
const team = [rep('ann', { tier: 'senior', capacity: 1 }), rep('ben', { tier: 'junior' })];
// Ben would win more.
const logits = { repIds: ['ann', 'ben'], repLogits: [-2_000_000, 1_000_000] };

test('a rule keeps leads that fall under it from those who do not meet it', () => {
  const { send, lead } = world();
  send(...team, toSeniors);
  send(scored('l1', { ...logits, expectedValue: 4999 }), scored('l2', { ...logits, expectedValue: 5000 }));
  expect([lead('l1').repId, lead('l2').repId]).toEqual(['ben', 'ann']);
});

test('with nobody left the lead waits, says why, and gets a rep who meets the rule when one is free', () => {
  const { send, lead } = world();
  send(...team, toSeniors);
  send(scored('l1', { ...logits, expectedValue: 9000 }), scored('l2', { ...logits, expectedValue: 9000 }));
  expect(lead('l2')).toMatchObject({ state: 'waiting', reasons: ['AT_CAPACITY:1', 'RULE:1'] });
  send(outcome('l1', 'won'));
  expect(lead('l2').repId).toBe('ann');
});

test('another policy holds from its place on the log, for those who wait, too', () => {
  const { send, lead } = world();
  send(rep('ben', { tier: 'junior' }), toSeniors, scored('l1', { expectedValue: 9000 }));
  expect(lead('l1')).toMatchObject({ state: 'waiting', policyVersion: 'v2' });
  send(policy({}, 'v3'));
  expect(lead('l1')).toMatchObject({ repId: 'ben', policyVersion: 'v3' });
});

test('what a policy excluded is not remembered for another one', () => {
  const { state, send } = world();
  send(rep('ann', { tier: 'senior', capacity: 0 }), rep('ben', { tier: 'junior' }), toSeniors);
  send(scored('l1', { expectedValue: 9000 }));
  const lead = state.payloads.get('l1')!.routable;
  const codes = (by: Pick<Policy, 'rules'>) => [...fitOf(rosterOf(state), lead, by)];
  expect([codes(state.policy.policy), codes({}), codes(state.policy.policy)]).toEqual([
    [0, 10],
    [0, 0],
    [0, 10],
  ]);
});

test('an owner comes before rules', () => {
  const { send, lead } = world();
  send(...team, toSeniors, scored('l1', { expectedValue: 9000, accountOwner: 'ben' }));
  expect(lead('l1')).toMatchObject({ repId: 'ben', path: 'owner' });
});

test('a decision under rules replays to the byte, and names the rule', () => {
  const made = world();
  made.send(...team, toSeniors, scored('l1', { ...logits, expectedValue: 9000 }));
  const { capsule } = made.results.flatMap(({ decisions }) => decisions)[0]!;
  const contents = made.contents();
  const content = (hash: string) => contents.get(hash);
  expect(capsule).toContain('"codes":"0a"');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(replayCapsule(capsule.replace('"codes":"0a"', '"codes":"00"'), content, sha256).kind).toBe(
    'differs',
  );
  const words = explainCapsule(capsule, content);
  expect(words).toContain('1 of 2 reps is a candidate; excluded: 1 ruled out by the policy');
  expect(words).toContain('  ben: ruled out by the rule large-to-seniors');
});

test('a policy with rules that make no sense is ignored, and the old one stays', () => {
  const { send, lead, ledger } = world();
  send(rep('ben'), policy({ rules: [{ id: 'x', when: large }] }, 'v9'), scored('l1'));
  expect(ledger().some(({ kind, reason }) => kind === 'ignored' && reason === 'POLICY_INVALID')).toBe(true);
  expect(lead('l1')).toMatchObject({ repId: 'ben', policyVersion: defaultPolicy.version });
});
