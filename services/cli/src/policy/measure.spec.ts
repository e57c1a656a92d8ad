import { choose, defaultPolicy, type Policy, type Yardstick } from '@leadline/domain';
import { decisionsOf } from '../../test/decisions.ts';
import { diffPolicies } from './diff.ts';
import { measureUnder } from './measure.ts';
import { lastDecisions } from './recorded.ts';

const scope = { tenant: 'default', workspace: 'main' };
const byChance: Policy = { ...defaultPolicy, version: 'chance', objective: 'probability' };
/** What the workspace recorded while the policy held. */
const recordedUnder = async (policy: Policy) =>
  [...(await lastDecisions(decisionsOf(60, 4, policy), scope, 100))].filter((lead) => lead !== null);

test.each([
  [defaultPolicy, byChance],
  [byChance, defaultPolicy],
])('a policy with another objective is measured as it would have been then', async (held, other) => {
  const leads = await recordedUnder(held);
  const would = (await recordedUnder(other)).map(({ question }) => question.yardstick);
  expect(leads.map(measureUnder(other))).toEqual(would);
  expect(would.at(-1)!.worth).toBeGreaterThan(0);
  expect(leads.map(measureUnder(held))).toEqual(leads.map(({ question }) => question.yardstick));
});

test('what engine 1 decided is measured by the leads alone', async () => {
  const leads = await recordedUnder(defaultPolicy);
  const none = { worth: 0, seconds: 0 };
  const old = leads.map(({ question, rep }) => ({
    engine: 1,
    rep,
    question: { ...question, yardstick: none },
  }));
  for (const policy of [defaultPolicy, byChance])
    expect(old.map(measureUnder(policy))).toEqual(
      (await recordedUnder(policy)).map(({ question }) => question.yardstick),
    );
});

test('a diff decides by that', async () => {
  const leads = await recordedUnder(defaultPolicy);
  const would = (await recordedUnder(byChance)).map(({ question }) => question.yardstick);
  const { changed } = diffPolicies(leads, defaultPolicy, byChance);
  const got = leads.map(({ question, rep }) => {
    const change = changed.find(({ leadId }) => leadId === question.leadId);
    return change === undefined ? rep : change.to;
  });
  const by = (yardsticks: readonly Yardstick[]) =>
    leads.map(
      ({ question }, index) => choose({ ...question, policy: byChance, yardstick: yardsticks[index]! }).rep,
    );
  expect(got).toEqual(by(would));
  expect(got).not.toEqual(by(leads.map(({ question }) => question.yardstick)));
});
