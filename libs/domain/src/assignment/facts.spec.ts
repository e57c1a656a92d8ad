import { explainCapsule } from './explain.ts';
import { replayCapsule } from './replay.ts';
import { policy, rep, scored, sha256, world } from '../../test/scenario.ts';

const california = {
  id: 'west',
  when: { op: '==', left: { lead: 'region' }, right: { value: 'US-CA' } },
  require: { op: '==', left: { rep: 'repId' }, right: { value: 'ann' } },
};

function decided(body: Record<string, unknown>) {
  const { send, results, contents, lead } = world();
  send(policy(body), rep('ann', { capacity: 9 }), rep('ben', { capacity: 90 }));
  send(
    scored('l1', {
      country: 'US',
      region: 'US-CA',
      postalArea: 'US-94105',
      accountKey: 'acme',
      expectedValue: 10_000,
    }),
  );
  const { capsule } = results.flatMap(({ decisions }) => decisions)[0]!;
  const made = contents();
  return { capsule, lead: lead('l1'), content: (hash: string) => made.get(hash) };
}

test('region and account are in a capsule only where the policy asks for them', () => {
  const plain = decided({});
  expect(JSON.parse(plain.capsule).lead).not.toHaveProperty('region');
  expect(JSON.parse(plain.capsule).lead).not.toHaveProperty('account');
  const asked = decided({ rules: [california] });
  expect(JSON.parse(asked.capsule).lead).toMatchObject({ region: 'US-CA' });
  expect(JSON.parse(asked.capsule).lead).not.toHaveProperty('account');
  expect(asked.lead.repId).toBe('ann');
  for (const { capsule, content } of [plain, asked])
    expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(explainCapsule(asked.capsule, asked.content)).toContain('  ben: ruled out by the rule west');
});

test('a postal area, too, and the decision says it', () => {
  const bounds = ['US-9', 'US-94106'];
  const nearby = {
    ...california,
    when: { op: 'between', left: { lead: 'postalArea' }, right: { value: bounds } },
  };
  const { capsule, content, lead } = decided({ rules: [nearby] });
  expect(JSON.parse(capsule).lead).toMatchObject({ postalArea: 'US-94105' });
  expect(JSON.parse(decided({}).capsule).lead).not.toHaveProperty('postalArea');
  expect(lead.repId).toBe('ann');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(explainCapsule(capsule, content).join('\n')).toContain('country US, postal area US-94105, ');
});

test('a preference asks, too', () => {
  const { when } = california;
  const prefers = { id: 'west', when, prefer: california.require, percent: 20 };
  const { capsule, content } = decided({ prefer: [prefers] });
  expect(JSON.parse(capsule).lead).toMatchObject({ region: 'US-CA' });
  expect(capsule).toContain('"ann"');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
});
