import { explainAlternatives } from './alternatives.ts';
import { explainCapsule } from './explain.ts';
import { explainDecision } from './explanation.ts';
import { policy, rep, scored, world } from '../../test/scenario.ts';

const seniors = {
  id: 'seniors',
  when: { op: 'and', of: [] },
  require: { op: '==', left: { rep: 'tier' }, right: { value: 'senior' } },
};

function given() {
  const { send, results, contents } = world();
  send(
    policy({ rules: [seniors] }, 'v7'),
    rep('ann', { tier: 'senior' }),
    rep('ben', { tier: 'junior' }),
    rep('cy', { tier: 'senior' }),
    rep('dee', { tier: 'senior', territories: ['FR'] }),
    scored('l', { repIds: ['ann', 'cy'], repLogits: [-1_100_000, -1_000_000], expectedValue: 2000 }),
  );
  const decided = results.flatMap(({ decisions }) => decisions)[0]!;
  const made = contents();
  return { decided, content: (hash: string) => made.get(hash) };
}

test('each rep with the hard rule or the soft parts, the runner-up, what would have changed it, and the versions', () => {
  const { decided, content } = given();
  const said = explainDecision(decided, content);
  const { policy: policyHash, roster } = JSON.parse(decided.capsule) as Record<string, string>;
  expect(said).toMatchObject({
    leadId: 'l',
    attempt: 1,
    decidedAt: decided.decidedAt,
    rep: 'cy',
    path: 'value',
    reason: 'HIGHEST_VALUE',
    propensity: 1,
    runnerUp: 'ann',
    versions: { engine: 2, policy: 'v7', policyHash, roster, prices: null },
    reps: [
      { rep: 'cy', exclusion: 'CANDIDATE', rule: null, value: { chance: 268_941, worth: 53_788 } },
      { rep: 'ann', exclusion: 'CANDIDATE', value: { rep: 'ann' } },
      { rep: 'ben', exclusion: 'RULE', rule: 'seniors', words: 'ruled out by the rule seniors', value: null },
      { rep: 'dee', exclusion: 'TERRITORY', rule: null, value: null },
    ],
  });
  expect(said.whatIf).toContainEqual(
    expect.objectContaining({ kind: 'away', rep: 'cy', words: 'ann, had cy been away' }),
  );
});

test.each([false, true])(
  'its words are those of the capsule and of the alternatives, every rep: %p',
  (all) => {
    const { decided, content } = given();
    const { capsule } = decided;
    expect(explainDecision(decided, content, all).words).toEqual([
      ...(all ? explainCapsule(capsule, content) : explainCapsule(capsule)),
      ...explainAlternatives(capsule, content, all),
    ]);
  },
);

test('without the contents of that time it tells what the capsule alone knows', () => {
  const said = explainDecision(given().decided, () => undefined);
  expect(said).toMatchObject({ rep: 'cy', reps: null, runnerUp: null, whatIf: null });
  expect(said.words.at(-1)).toContain('not at hand');
});
