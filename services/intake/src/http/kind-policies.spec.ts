import { OUTCOME_CONTRACT } from '@leadline/domain';
import { policies } from './kind-policies.ts';

const hash = (text: string) => text;
const scope = { tenant: 'default', now: 1_790_000_000_000, key: null, outcomes: OUTCOME_CONTRACT, hash };
const recordsOf = (body: object) => policies.records(policies.schema.parse(body), scope);
/** The policy of a release, from its record on the log. */
function bodyOf(body: object): unknown {
  const { value } = recordsOf(body).emits[1]!;
  return JSON.parse((value as { readonly body: string }).body);
}

const FILE = `version: spring
strategy: round-robin
`;

test('a policy file is released with who and why, and stands on record before it takes effect', () => {
  const { emits, answer } = recordsOf({ file: FILE, actor: 'u7', reason: 'a fair start' });
  expect(emits.map(({ topic }) => topic)).toEqual(['policy.released', 'assignment.in']);
  for (const { value } of emits)
    expect(value).toMatchObject({ version: 'spring', actor: 'u7', reason: 'a fair start', file: FILE });
  expect(bodyOf({ file: FILE })).toMatchObject({
    version: 'spring',
    strategy: 'round-robin',
    hours: 'required',
  });
  expect(answer).toMatchObject({ version: 'spring' });
});

test('of a file is kept what routes: neither reps nor examples nor comments', () => {
  const file = `# Ann Miller asked for it\n${FILE}reps: [{ repId: ann-miller }]\n`;
  for (const { value } of recordsOf({ file }).emits) {
    expect(value).toMatchObject({ file: FILE });
    expect(JSON.stringify(value)).not.toMatch(/ann/i);
  }
});

test('settings are as good as a file, and a version of its own wins over both', () => {
  const settings = { policy: { strategy: 'round-robin' }, version: 'v2' };
  expect(recordsOf(settings).emits[1]?.value).toMatchObject({ version: 'v2', actor: null, file: null });
  expect(bodyOf({ file: FILE, version: 'v2' })).toEqual(bodyOf(settings));
});

test.each([
  ['version: spring\nstrategy: luck\n', /^file:2:11: strategy: /],
  ['version: spring\nwaiting: { floor: -1 }\n', /^file:2:19: waiting\.floor: /],
  ['version: [', /^file:1:11: /],
])('a file with a fault is refused with line and column: %j', (file, message) => {
  expect(() => recordsOf({ file })).toThrow(
    expect.objectContaining({ code: 'LEADLINE_INTAKE_INVALID', message: expect.stringMatching(message) }),
  );
});

test('hard rules of a file stand in the body as plain data', () => {
  const rules = "rules: [{ id: x, when: lead.score > 50, require: rep.tier == 'a' }]\n";
  expect(bodyOf({ file: `${FILE}${rules}` })).toMatchObject({
    rules: [{ id: 'x', require: { op: '==', left: { rep: 'tier' }, right: { value: 'a' } } }],
  });
});

test('a file that hands leads on says so in the body', () => {
  const transfer = { afterMinutes: 60, workspace: 'other' };
  expect(bodyOf({ file: `${FILE}transfer: ${JSON.stringify(transfer)}\n` })).toMatchObject({ transfer });
});

test('a policy that grows beyond all measure is refused, as a file with its place', () => {
  const names = Array.from(
    { length: 30 },
    (_, index) => `  s${index + 1}: segment("s${index}") && segment("s${index}")`,
  );
  const file = `${FILE}segments:\n  s0: lead.score > 1.0\n${names.join('\n')}\n`;
  expect(() => recordsOf({ file })).toThrow(/^file:1\d:\d+: with this, the conditions of the file take more/);
  const equal = { op: '==', left: { lead: 'source' }, right: { value: 'x'.repeat(1000) } };
  const rules = Array.from({ length: 900 }, (_, index) => ({ id: `r${index}`, when: equal, require: equal }));
  expect(() => recordsOf({ policy: { rules } })).toThrow(
    expect.objectContaining({
      code: 'LEADLINE_INTAKE_INVALID',
      message: expect.stringMatching(/^The policy takes \d+ characters, 600000 at most/),
    }),
  );
});

test.each([{}, { policy: {}, file: FILE }])('%j has not one policy', (body) => {
  expect(policies.schema.safeParse(body).error?.issues[0]?.path).toEqual(['policy']);
});
