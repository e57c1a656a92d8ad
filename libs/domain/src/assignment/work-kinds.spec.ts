import type { Capsule } from './capsule.ts';
import { defaultPolicy, parsePolicy, type Policy, policyBody } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { workOf } from './value.ts';
import { lead } from '../../test/conditions.ts';
import { policy, rep, scored, sha256, world } from '../../test/scenario.ts';

const isOf = (dealType: string) => ({ op: '==', left: { lead: 'dealType' }, right: { value: dealType } });
const renewal = { when: isOf('renewal'), minutes: 20 };
const large = { when: { op: '>=', left: { lead: 'expectedValue' }, right: { value: 5000 } }, minutes: 480 };

function policyWith(work: object): Policy {
  const parsed = parsePolicy(JSON.stringify({ version: 'v', work }));
  if (!parsed.ok) throw new Error(parsed.errors.join());
  return parsed.policy;
}

test('a lead is taken for the work of its kind, of the first of several; others as without kinds', () => {
  const [known, besides] = [
    policyWith({ kinds: [renewal, large] }),
    policyWith({ minutes: 45, kinds: [large] }),
  ];
  const leads = [
    lead({ dealType: 'renewal', expectedValue: 9000 }),
    lead({ expectedValue: 9000 }),
    lead({ workMinutes: 70 }),
  ];
  expect(leads.map((one) => workOf(one, known))).toEqual([20, 480, 70]);
  expect(leads.map((one) => workOf(one, besides))).toEqual([480, 480, 45]);
});

test('kinds go through a policy and back, and none leave no trace in its bytes', () => {
  const settings = policyWith({ kinds: [renewal] });
  expect(settings.work).toEqual({ minutes: 0, kinds: [renewal] });
  expect(parsePolicy(policyBody(settings))).toEqual({ ok: true, policy: settings });
  expect(policyBody(policyWith({ kinds: [] }))).toBe(policyBody({ ...defaultPolicy, version: 'v' }));
  expect(policyWith({ minutes: 60, kinds: [] }).work).toEqual({ minutes: 60 });
});

test.each([
  ['no list', {}, 'must be a list'],
  ['no kind', [7], '[0]: must be an object'],
  ['something else', [{ ...renewal, hours: 1 }], '[0]: hours is no part of it'],
  ['about the rep', [{ ...renewal, when: { op: '==', left: { rep: 'tier' }, right: { value: 'a' } } }], 'on the lead'],
  ['no work', [renewal, { ...renewal, minutes: 0 }], '[1]: minutes must be a whole number from 1 to 1440'],
  ['more than a day', [{ ...renewal, minutes: 1441 }], 'from 1 to 1440'],
])('%s is refused', (_, kinds, error) => {
  const parsed = parsePolicy(JSON.stringify({ work: { kinds } }));
  expect(parsed).toEqual({ ok: false, errors: [expect.stringContaining(`work.kinds: `)] });
  expect(JSON.stringify(parsed)).toContain(error);
}); // prettier-ignore

test('a decision by kinds is made again from its capsule, with the facts that they ask for', () => {
  const bavarian = { when: { op: '==', left: { lead: 'region' }, right: { value: 'DE-BY' } }, minutes: 300 };
  const capsules = [{ kinds: [bavarian] }, { minutes: 300 }].map((work) => {
    const made = world();
    made.send(policy({ work }), rep('anna'), rep('ben'), scored('l1', { region: 'DE-BY' }), scored('l2'));
    const texts = made.results.flatMap(({ decisions }) => decisions.map(({ capsule }) => capsule));
    const contents = made.contents();
    for (const text of texts)
      expect(replayCapsule(text, (hash) => contents.get(hash), sha256)).toEqual({ kind: 'identical' });
    return texts.map((text) => JSON.parse(text) as Capsule);
  });
  expect(capsules.map(([first]) => first!.lead.region)).toEqual(['DE-BY', undefined]);
  expect(capsules.map(([, second]) => Math.max(...second!.result.best.map((row) => row[7] ?? 0)))).toEqual([
    300, 300,
  ]);
});
