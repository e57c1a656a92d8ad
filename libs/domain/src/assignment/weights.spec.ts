import * as fc from 'fast-check';
import { choose } from './choose.ts';
import { explainCapsule } from './explain.ts';
import { parsePolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { questionFor } from '../../test/question.ts';
import { policy, rep, scored, sha256, world } from '../../test/scenario.ts';

const among = (...reps: readonly string[]) => ({
  op: 'in' as const,
  left: { rep: 'repId' as const },
  right: { value: reps },
});
const free = { capacity: 1000, dailyCap: 1000 };
const weights = [
  { team: 'double', members: among('b'), weight: 2 },
  { team: 'half', members: among('b', 'c'), weight: 0.5 },
];
const weighted = policy({ strategy: 'round-robin', weights });

test('turns are in proportion to weights, spread evenly; the first team that names a rep holds', () => {
  const { send, lead, open } = world();
  send(weighted, ...['a', 'b', 'c'].map((id) => rep(id, free)));
  for (let n = 0; n < 14; n += 1) send(scored(`l${n}`));
  expect(['a', 'b', 'c'].map(open)).toEqual([4, 8, 2]);
  expect(Array.from({ length: 7 }, (_, n) => lead(`l${n + 7}`).repId).join('')).toMatch(/^(?!.*bbb)/);
});

test('without weights rotation is strict, and its capsules are as they were', () => {
  const { send, open, results } = world();
  send(policy({ strategy: 'round-robin', weights: [] }), ...['a', 'b', 'c'].map((id) => rep(id, free)));
  for (let n = 0; n < 9; n += 1) send(scored(`l${n}`));
  expect(['a', 'b', 'c'].map(open)).toEqual([3, 3, 3]);
  expect(results.at(-1)?.decisions[0]?.capsule).not.toContain('pass');
});

test('one who joins, and one who comes back, gets a turn, not a flood', () => {
  const { send, open } = world();
  send(weighted, ...['a', 'b', 'c'].map((id) => rep(id, free)));
  for (let n = 0; n < 70; n += 1) send(scored(`l${n}`));
  send(rep('new', free), rep('a', { ...free, active: false }));
  for (let n = 70; n < 105; n += 1) send(scored(`l${n}`));
  expect(open('new')).toBeGreaterThanOrEqual(9);
  expect(open('new')).toBeLessThanOrEqual(11);
  const before = open('a');
  send(rep('a', free));
  for (let n = 105; n < 114; n += 1) send(scored(`l${n}`));
  expect(open('a') - before).toBe(2);
});

test('owners and commands move no turn', () => {
  const { send, state } = world();
  send(weighted, rep('a', free), rep('b', free), scored('l1'));
  const { pass } = state.loads.get('a') ?? {};
  send(scored('l2', { accountOwner: 'a' }), scored('l3', { accountOwner: 'b' }));
  expect(state.loads.get('a')?.pass).toBe(pass);
  expect(state.loads.get('b')?.pass).toBeUndefined();
});

test('capsules with weights decide again to the byte, and tell when each is due', () => {
  const made = world();
  made.send(weighted, rep('a', free), rep('b', free), scored('l1'), scored('l2'), scored('l3'));
  const { capsule } = made.results.at(-1)!.decisions[0]!;
  const content = (hash: string) => made.contents().get(hash);
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(replayCapsule(capsule.replace(/"due":\d/u, '"due":7'), content, sha256).kind).toBe('differs');
  const words = explainCapsule(capsule);
  expect(words[1]).toBe('because: weighted round robin: the first turn due among 2 of 2 reps');
  expect(words.join('\n')).toContain('1. b: P(win) 25 %, worth 249, turn due at 0.50, ');
});

test.each([
  [{ weight: 0 }, /^weights: \[0\]: weight must be a number from 0.1 to 100/],
  [{ weight: 101 }, /weight must be/],
  [{ share: 1 }, /share is no part of it/],
])('a weight that makes no sense is refused: %j', (over, why) => {
  const parsed = parsePolicy(
    JSON.stringify({ weights: [{ team: 't', members: among('a'), weight: 1, ...over }] }),
  );
  expect(parsed).toEqual({ ok: false, errors: [expect.stringMatching(why)] });
});

/** Serves leads one after the other; returns the number of turns of each. */
function turnsOf(
  members: readonly { weight: number; pass: number | null; pointer: number }[],
  leads: number,
) {
  const shares = members.map(({ weight }, index) => ({
    team: `t${index}`,
    members: among(`r${index}`),
    weight,
  }));
  const passes = members.map(({ pass }) => pass);
  const question = {
    ...questionFor(members.length, { strategy: 'round-robin', weights: shares }),
    pointers: members.map(({ pointer }) => pointer),
    passes,
  };
  const turns = members.map(() => 0);
  for (let n = 0; n < leads; n += 1) {
    const [first] = choose(question).best;
    const index = Number(first?.rep.slice(1));
    passes[index] = first?.due ?? null;
    turns[index] = (turns[index] ?? 0) + 1;
  }
  return turns;
}

describe('from any past on, while the candidates stay the same', () => {
  const team = fc.array(
    fc.record({
      weight: fc.integer({ min: 1, max: 200 }).map((tenths) => tenths / 10),
      pass: fc.option(fc.integer({ min: 0, max: 50_000_000 })),
      pointer: fc.nat({ max: 100 }),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test('turns of any two, each by its weight, are no more than a turn of each apart', () => {
    fc.assert(
      fc.property(team, fc.integer({ min: 1, max: 60 }), (members, leads) => {
        const turns = turnsOf(members, leads);
        const progress = turns.map((count, index) => count / (members[index]?.weight ?? 1));
        for (const [i, one] of progress.entries())
          for (const [j, other] of progress.entries())
            expect(Math.abs(one - other)).toBeLessThanOrEqual(
              1 / (members[i]?.weight ?? 1) + 1 / (members[j]?.weight ?? 1) + 1e-3,
            );
      }),
      { numRuns: 200 },
    );
  });
});
