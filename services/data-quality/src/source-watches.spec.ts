import { keyedHash } from '@leadline/contracts';
import type { SourceContract } from '@leadline/domain';
import { shippedRules, shippedVocabularies } from '@leadline/reference';
import { deliveryOf, enrichedLead } from '../test/lead.ts';
import { SourceWatches } from './source-watches.ts';
import { qualityStage } from './stage.ts';

const promise = { minFilled: 0.9, maxUnknown: null, maxInvalid: null, values: null, maxOther: 0, pattern: null, min: null, max: null }; // prettier-ignore
const contract: SourceContract = {
  tenant: 'default', source: 'google-ads', learned: null, volume: null, attributes: null, maxQuarantined: null,
  fields: { industry: { ...promise, maxUnknown: 0.01 }, product: promise },
}; // prettier-ignore

/** Runs leads through the stage; what was logged, and the gauges. */
async function run(leads: readonly ReturnType<typeof enrichedLead>[]) {
  const logged: object[] = [];
  const watches = new SourceWatches([contract], { warn: (what: object) => void logged.push(what) });
  const options = {
    hash: keyedHash('a secret for these tests'),
    vocabularies: shippedVocabularies(),
    rules: { findings: shippedRules(), bar: 'error' as const },
    clock: () => 0,
  };
  const stage = qualityStage({ ...options, watches });
  const batch = leads.map((lead, index) => deliveryOf(lead, BigInt(index)));
  const { signal } = new AbortController();
  const facts = await stage.gather(batch, signal);
  await stage.act?.(
    batch.map((delivery) => stage.decide(delivery, facts)),
    async () => {},
    signal,
  );
  return { logged, views: watches.views() };
}

const many = (count: number, said: Parameters<typeof enrichedLead>[0] = {}) =>
  Array.from({ length: count }, () => enrichedLead(said));

test('given a source that keeps its contract, gauges tell of the day and nothing is logged', async () => {
  const { logged, views } = await run([...many(60), ...many(5, { source: 'Another' })]);
  expect(logged).toEqual([]);
  expect(views).toEqual([
    { source: 'google-ads', leads: 60, filled: [['industry', 1], ['product', 1]], alarms: [] }, // prettier-ignore
  ]);
});

test('given a field that is gone, its alarm is logged once and shows in the gauges', async () => {
  const { logged, views } = await run([...many(50), ...many(60, { product: null })]);
  expect(logged).toEqual([
    expect.objectContaining({ code: 'LEADLINE_CONTRACT_BROKEN', source: 'google-ads', alarm: 'FIELD_EMPTY', field: 'product' }), // prettier-ignore
  ]);
  expect(views[0]).toMatchObject({ alarms: ['FIELD_EMPTY'], leads: 110 });
});

test('given texts that no vocabulary knows, the canonical values of the stage say so', async () => {
  const { views } = await run([...many(50), ...many(30, { industry: 'Qzxv Kblt' })]);
  expect(views[0]!.alarms).toEqual(['VALUE_UNKNOWN']);
});

test('given leads that come again repaired, the source does not answer for them', async () => {
  const { views } = await run(many(80, { attempt: 2, product: null }));
  expect(views[0]).toMatchObject({ leads: 0, alarms: [] });
});
