import { policyOf } from '../test/policy.ts';
import { tryExamples } from './index.ts';

const REPS = `reps:
  - { repId: ann, languages: [de], workDays: [1, 2, 3, 4, 5], timeZone: Europe/Berlin, capacity: 10 }
  - { repId: ben, languages: [en], workDays: [1, 2, 3, 4, 5], timeZone: Europe/London, capacity: 10 }
`;

/** The only example of a policy, decided; 24 March 2026 is a Tuesday. */
function tried(example: string, settings = '') {
  const policy = policyOf(
    `${settings}${REPS}examples:\n  - { name: it, at: "2026-03-24T10:00:00Z", ${example} }\n`,
  );
  return tryExamples(policy, policy.data.reps)[0];
}

test('it is decided as the engine decides, and says why', () => {
  const what = 'lead: { expectedValue: 1000 }, chances: { ann: 0.2, ben: 0.3 }, expect: { rep: ben }';
  expect(tried(what)).toEqual({
    name: 'it',
    at: 'p.yaml:6:5',
    wrong: [],
    rep: 'ben',
    path: 'value',
    reason: 'HIGHEST_VALUE',
    because: 'highest value: P(win) 30 % x 1,000 among 2 of 2 reps',
    excluded: {},
  });
});

test.each([
  ['at capacity', 'open: { ben: 10 }, expect: { excluded: { ben: AT_CAPACITY, ann: CANDIDATE } }'],
  ['by language', 'lead: { language: de-AT }, expect: { rep: ann, excluded: { ben: LANGUAGE } }'],
  ['by the account', 'owner: ben, expect: { rep: ben, path: owner, reason: ACCOUNT_OWNER }'],
  ['by the earlier lead', 'earlier: ben, expect: { rep: ben, path: owner, reason: EARLIER_REP }'],
  ['given back', 'declined: [ann], expect: { rep: ben, excluded: { ann: DECLINED } }'],
  ['nobody', 'declined: [ann, ben], expect: { rep: null, path: waiting, reason: NO_CANDIDATE }'],
  ['by the day', 'today: { ann: 1000 }, expect: { excluded: { ann: DAILY_CAP } }'],
])('%s', (_what, example) => {
  expect(tried(example)?.wrong).toEqual([]);
});

test('by load, as much as the policy says', () => {
  const example = 'chances: { ben: 0.2 }, open: { ben: 9 }, expect: { rep: ann }';
  expect(tried(example, 'congestion: { perOpenShare: 3000000 }\n')?.wrong).toEqual([]);
});

test('what leads behind it would give for a rep counts where the policy decides together', () => {
  const example = 'chances: { ann: 0.3, ben: 0.2 }, lead: { expectedValue: 1000 }, seats: { ann: 150 }';
  expect(tried(`${example}, expect: { rep: ben }`, 'waiting: { joint: true }\n')).toMatchObject({
    wrong: [],
    because: 'highest value: P(win) 20 % x 1,000 among 2 of 2 reps',
  });
  expect(tried(`${example}, expect: { rep: ann }`)?.wrong).toEqual([]);
});

const policyAt = (instant: string) =>
  policyOf(`${REPS}examples:\n  - { name: it, at: "${instant}", expect: { rep: ann } }\n`);
const excludedAt = (instant: string) => {
  const policy = policyAt(instant);
  return tryExamples(policy, policy.data.reps)[0]?.excluded;
};

test('hours are those of the zone at that instant, summer time and all', () => {
  // Nine in Berlin is eight UTC before 29 March 2026, and seven after it.
  expect(excludedAt('2026-03-24T08:00:00Z')).toEqual({ ben: 'OUT_OF_HOURS' });
  expect(excludedAt('2026-03-31T07:00:00Z')).toEqual({ ben: 'OUT_OF_HOURS' });
  expect(excludedAt('2026-03-24T07:00:00Z')).toEqual({ ann: 'OUT_OF_HOURS', ben: 'OUT_OF_HOURS' });
  expect(excludedAt('2026-03-24T10:00:00+01:00')).toEqual({});
});

test('the policy of the file decides', () => {
  const example = 'last: { ann: 7, ben: 3 }, expect: { rep: ben, path: round-robin, reason: ROTATION }';
  expect(tried(example, 'strategy: round-robin\n')?.wrong).toEqual([]);
});

test('what is not as expected is told', () => {
  const wrong = tried(
    'lead: { language: de }, expect: { rep: null, path: waiting, excluded: { ben: SKILL } }',
  );
  expect(wrong?.wrong).toEqual([
    'rep is ann, not nobody',
    'path is value, not waiting',
    'ben is LANGUAGE, not SKILL',
  ]);
});

test('a rep whom nobody knows is a mistake, not a candidate', () => {
  expect(tried('open: { zoe: 1 }, expect: { rep: ann }')?.wrong).toContain('there is no rep zoe');
});
