import { explainCapsule } from './explain.ts';
import { parsePolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { policy, rep, scored, sha256, world } from '../../test/scenario.ts';

const always = { op: 'and', of: [] };
const large = { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } };
const senior = { op: '==', left: { rep: 'tier' }, right: { value: 'senior' } };
const sameZone = { op: '==', left: { rep: 'timeZone' }, right: { lead: 'timeZone' } };
const UNPRICED = {
  congestion: { delay: 0 },
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
};

const prefers = policy({
  ...UNPRICED,
  prefer: [
    { id: 'large-to-seniors', when: large, prefer: senior, percent: 10 },
    { id: 'same-zone', when: always, prefer: sameZone, percent: 15 },
  ],
});
const team = [rep('ann', { tier: 'senior' }), rep('ben', { tier: 'junior', timeZone: 'Europe/Berlin' })];
/** P(win) of ann and ben. */
const chances = (ann: number, ben: number) => ({
  repIds: ['ann', 'ben'],
  repLogits: [ann, ben].map((chance) => Math.round(1_000_000 * Math.log(chance / (1 - chance)))),
});

test.each([
  ['a preference makes up for what it is worth', 1000, null, 0.2, 0.21, 'ben'],
  ['of a lead to which it applies', 5000, null, 0.2, 0.21, 'ann'],
  ['not for more', 5000, null, 0.2, 0.23, 'ben'],
  ['what asks lead and rep counts for whom it holds', 1000, 'Europe/Berlin', 0.22, 0.2, 'ben'],
  ['and several add up', 5000, 'UTC', 0.2, 0.249, 'ann'],
])('%s', (_what, expectedValue, timeZone, ann, ben, who) => {
  const { send, lead } = world();
  send(...team, prefers, scored('l1', { ...chances(ann, ben), expectedValue, timeZone }));
  expect(lead('l1').repId).toBe(who);
});

test('the capsule says how much, and the trace for which preference; it decides again to the byte', () => {
  const made = world();
  const { assigned, decisions } = made.send(
    ...team,
    prefers,
    scored('l1', { ...chances(0.2, 0.249), expectedValue: 6000, timeZone: 'UTC' }),
  );
  const { capsule } = decisions[0]!;
  const content = (hash: string) => made.contents().get(hash);
  expect(assigned[0]?.reason).toBe(
    'highest value: P(win) 20 % x 6,000 plus 25 % by preference among 2 of 2 reps',
  );
  expect(capsule).toContain('{"preferred":25}],');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(replayCapsule(capsule.replace('"preferred":25', '"preferred":24'), content, sha256).kind).toBe(
    'differs',
  );
  expect(explainCapsule(capsule, content).join('\n')).toContain(
    '1. ann: P(win) 20 %, worth 1,200, preferred by 25 % (large-to-seniors, same-zone), ',
  );
  expect(explainCapsule(capsule).join('\n')).toContain('preferred by 25 %, no work waits');
});

test.each([
  [{ percent: 0 }, /^prefer: \[0\]: percent must be a whole number/],
  [{ percent: 2.5 }, /percent must be/],
  [{ prefer: senior, percent: 5, when: senior }, /when must be a condition on the lead/],
  [{ prefer: { op: '==' } }, /prefer must be a condition/],
  [{ require: senior }, /require is no part of a preference/],
])('a preference that makes no sense is refused: %j', (over, why) => {
  const parsed = parsePolicy(
    JSON.stringify({ prefer: [{ id: 'p', when: always, prefer: senior, percent: 5, ...over }] }),
  );
  expect(parsed).toEqual({ ok: false, errors: [expect.stringMatching(why)] });
});

test('a policy that prefers nobody has the bytes that it had', () => {
  expect(parsePolicy('{"prefer":[]}')).toEqual(parsePolicy('{}'));
});
