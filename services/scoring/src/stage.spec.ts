import type { LeadValidated } from '@leadline/contracts';
import type { ScorableLead } from '@leadline/domain';
import { deliveryOf, validatedLead } from '../test/lead.ts';
import { PRIOR } from './prior.ts';
import { type LeadModel, scoringStage } from './stage.ts';

const NOW = 1_790_000_001_000;
const signal = new AbortController().signal;

/** A model whose lead logit is the number of employees in hundreds; counts its calls. */
function fakeModel(): LeadModel & { readonly calls: (readonly ScorableLead[])[] } {
  const calls: (readonly ScorableLead[])[] = [];
  return {
    calls,
    card: {
      ...PRIOR.card,
      version: 'model-1',
      workspaces: { 'default/emea': { first: 0, repIds: ['r1', 'r2'] } },
      values: { overall: 500, products: {}, amountRatio: 1 },
    },
    async run(leads) {
      calls.push(leads);
      return leads.map(({ employees }) => {
        const leadLogit = (employees ?? 0) / 100;
        return { leadLogit, repLogits: [leadLogit + 0.5, leadLogit - 0.25] };
      });
    },
  };
}

async function run(model: LeadModel, leads: readonly LeadValidated[]) {
  const stage = scoringStage({ models: { of: () => model, ready: async () => {} }, clock: () => NOW });
  const batch = leads.map((lead, index) => deliveryOf(lead, BigInt(index + 7)));
  const facts = await stage.gather(batch, signal);
  return batch.map((delivery) => stage.conclude(delivery, stage.decide(delivery, facts), undefined));
}

test('a scored lead goes to its own topic and, the same, to the log of its workspace', async () => {
  const { changes, findings, ...lead } = validatedLead({ employees: 100 });
  const [emits] = await run(fakeModel(), [{ ...lead, changes, findings }]);
  const value = {
    ...lead,
    score: 73,
    scoreReasons: [],
    segment: 'technology',
    expectedValue: 500,
    workMinutes: 35,
    leadLogit: 1_000_000,
    repIds: ['r1', 'r2'],
    repLogits: [1_500_000, 750_000],
    modelVersion: 'model-1',
    stages: [...lead.stages, { stage: 'scoring', at: NOW }],
  };
  expect(emits).toEqual([
    { topic: 'lead.scored', record: 'LeadScored', key: lead.leadId, value },
    { topic: 'assignment.in', record: 'LeadScored', key: 'emea', value },
  ]);
});

test('the model is asked once for a whole batch, and each lead gets its own answer', async () => {
  const model = fakeModel();
  const results = await run(
    model,
    [0, 100, 200].map((employees) => validatedLead({ employees })),
  );
  expect(model.calls).toHaveLength(1);
  expect(results.map(([emit]) => emit?.value)).toMatchObject([
    { leadLogit: 0 },
    { leadLogit: 1_000_000 },
    { leadLogit: 2_000_000 },
  ]);
});

test('a workspace that the model does not know is scored without reps', async () => {
  const [emits] = await run(fakeModel(), [validatedLead({ workspace: 'new' })]);
  expect(emits?.[1]).toMatchObject({ key: 'new', value: { repIds: [], repLogits: [], leadLogit: 500_000 } });
});

test('a model that leaves a lead out is an error, not a guess', async () => {
  const model = { ...fakeModel(), run: async () => [] };
  await expect(run(model, [validatedLead()])).rejects.toThrow('fewer leads');
});

/** The fake model under another name, with one logit for all. */
const named = (version: string, leadLogit: number): LeadModel => ({
  card: { ...fakeModel().card, version },
  run: async (leads) => leads.map(() => ({ leadLogit, repLogits: [leadLogit, leadLogit] })),
});

test('each tenant is scored by its own model', async () => {
  const own = new Map([['acme', named('a', 1)]]);
  const models = { of: (tenant: string) => own.get(tenant) ?? OTHERS, ready: async () => {} };
  const stage = scoringStage({ models, clock: () => NOW });
  const batch = ['acme', 'beta', 'acme'].map((tenant, index) =>
    deliveryOf(validatedLead({ tenant }), BigInt(index)),
  );
  const answers = await stage.gather(batch, signal);
  expect(batch.map((one) => stage.decide(one, answers))).toMatchObject([
    { modelVersion: 'a', leadLogit: 1_000_000 },
    { modelVersion: 'others', leadLogit: 2_000_000 },
    { modelVersion: 'a', leadLogit: 1_000_000 },
  ]);
});
const OTHERS = named('others', 2);

test('what is said of a lead comes from the model that was asked, whatever is put in charge meanwhile', async () => {
  const before = named('before', 1);
  let current: LeadModel = {
    ...before,
    run: (leads) => {
      current = named('after', 2);
      return before.run(leads);
    },
  };
  const stage = scoringStage({ models: { of: () => current, ready: async () => {} }, clock: () => NOW });
  const delivery = deliveryOf(validatedLead());
  const answers = await stage.gather([delivery], signal);
  expect(current.card.version).toBe('after');
  expect(stage.decide(delivery, answers)).toMatchObject({ modelVersion: 'before', leadLogit: 1_000_000 });
});

test('nothing is scored before it is known which model is in charge', async () => {
  const models = {
    of: () => {
      throw new Error('asked too early');
    },
    ready: async () => {
      throw new Error('not known yet');
    },
  };
  const stage = scoringStage({ models, clock: () => NOW });
  await expect(stage.gather([deliveryOf(validatedLead())], signal)).rejects.toThrow('not known yet');
});

test('without a model every rep is alike, and a lead is worth what it names', async () => {
  const [emits] = await run(PRIOR, [validatedLead({ amount: 1200 })]);
  expect(emits?.[0]?.value).toMatchObject({
    modelVersion: 'prior',
    score: 50,
    scoreReasons: [],
    expectedValue: 1200,
    leadLogit: 0,
    repIds: [],
  });
});
