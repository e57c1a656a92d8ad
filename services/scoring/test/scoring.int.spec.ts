import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Emit, type LeadValidated, TOPICS, workspacePartition } from '@leadline/contracts';
import { type Example, ModelStore, saveModel, trainModel } from '@leadline/models';
import type { HostedService } from '@leadline/service-kit';
import { TopicProbe, until } from '@leadline/testkit';
import { released } from '../../../libs/models/test/released.ts';
import { service } from '../src/index.ts';
import { validatedLead } from './lead.ts';

/** Deals of one workspace in which r1 always wins and r2 never does. */
const examples: readonly Example[] = Array.from({ length: 400 }, (_, index) => ({
  tenant: 'default',
  workspace: 'emea',
  repId: index % 2 === 0 ? 'r1' : 'r2',
  lead: validatedLead(),
  won: index % 2 === 0,
  amount: index % 2 === 0 ? 700 : 0,
  occurredAt: index,
}));

const validated = (value: LeadValidated): Emit => ({
  topic: 'lead.validated',
  record: 'LeadValidated',
  key: value.leadId,
  value,
});

describe('scoring on a real stack', () => {
  let folder: string;
  let probe: TopicProbe;
  let hosted: HostedService;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'leadline-scoring-'));
    await saveModel(folder, trainModel(examples));
    probe = await TopicProbe.open(['lead.scored', 'assignment.in', 'scoring.dlq']);
    hosted = await service.start({
      ...process.env,
      LEADLINE_MODEL: folder,
      LEADLINE_MODELS: join(folder, 'models'),
      LEADLINE_LOG: 'error',
    });
  });

  afterAll(async () => {
    await hosted?.stop();
    await probe?.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function scoredLead(lead: LeadValidated) {
    await probe.send([validated(lead)]);
    const [seen] = await probe.waitFor('lead.scored', [lead.leadId]);
    if (seen?.decoded.record !== 'LeadScored') throw new Error('no LeadScored');
    return { ...seen, value: seen.decoded.value };
  }

  test('a validated lead comes out scored, with the reps of its workspace in order', async () => {
    const { record, value } = await scoredLead(validatedLead());
    expect(value).toMatchObject({ segment: 'technology', expectedValue: 700, repIds: ['r1', 'r2'] });
    expect(value.repLogits[0]).toBeGreaterThan(value.repLogits[1]!);
    expect(value.stages.map(({ stage }) => stage)).toEqual(['data-quality', 'scoring']);
    expect(record.headers).toMatchObject({ ce_type: 'LeadScored', ce_source: '/leadline/scoring' });
  });

  test('the same record lies on the log of its workspace', async () => {
    const workspace = `elsewhere-${randomUUID()}`;
    const lead = validatedLead({ workspace });
    const { value } = await scoredLead(lead);
    const [seen] = await probe.waitFor('assignment.in', [workspace]);
    expect(seen?.decoded).toEqual({ record: 'LeadScored', value });
    expect(seen?.record.partition).toBe(
      workspacePartition('default', workspace, TOPICS['assignment.in'].partitions),
    );
    expect(value).toMatchObject({ repIds: [], repLogits: [] });
  });

  test('a poison record goes to the dead letters once, untouched; its neighbours are scored', async () => {
    const [before, after] = [validatedLead(), validatedLead()];
    const bytes = Buffer.from(`not Avro ${randomUUID()}`);
    await probe.send([{ ...validated(before), partition: 0 }]);
    await probe.sendRaw([{ topic: 'lead.validated', key: 'poison', value: bytes, partition: 0 }]);
    await probe.send([{ ...validated(after), partition: 0 }]);
    await probe.waitFor('lead.scored', [before.leadId, after.leadId]);
    const letters = await probe.waitForRaw('scoring.dlq', ({ value }) => value?.equals(bytes) ?? false);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.headers).toMatchObject({ 'dlq-topic': 'lead.validated', 'dlq-stage': 'scoring' });
  });

  test('a release is followed without a restart, for the leads of its tenant alone', async () => {
    const [tenant, start] = [`t-${randomUUID()}`, (await scoredLead(validatedLead())).value.modelVersion];
    const other = trainModel(examples.slice(20));
    await saveModel(join(folder, 'other'), other);
    await new ModelStore(join(folder, 'models')).put(join(folder, 'other'));
    const value = released(other.card.version, { tenant, eventId: randomUUID() });
    await probe.send([{ topic: 'model.released', record: 'ModelReleased', key: value.eventId, value }]);
    const versionFor = async (whose: string): Promise<string> =>
      (await scoredLead(validatedLead({ tenant: whose }))).value.modelVersion;
    await until('the release is followed', async () => (await versionFor(tenant)) === other.card.version);
    expect(await versionFor('default')).toBe(start);
    const back = { ...value, eventId: randomUUID(), action: 'rollback', version: null };
    await probe.send([{ topic: 'model.released', record: 'ModelReleased', key: back.eventId, value: back }]);
    await until('the rollback is followed', async () => (await versionFor(tenant)) === start);
  });

  test('a model whose card speaks against it does not start', async () => {
    const turns = examples.map((deal, index) => ({
      ...deal,
      won: index % 4 < 2,
      amount: index % 4 < 2 ? 700 : 0,
    }));
    const place = join(folder, 'chance');
    await saveModel(place, trainModel(turns));
    const env = { ...process.env, LEADLINE_MODEL: place, LEADLINE_LOG: 'silent' };
    await expect(service.start(env)).rejects.toMatchObject({ code: 'LEADLINE_MODEL_REFUSED' });
  });

  test('it does not start with a model that is not there', async () => {
    const env = { ...process.env, LEADLINE_MODEL: join(folder, 'nowhere'), LEADLINE_LOG: 'silent' };
    await expect(service.start(env)).rejects.toMatchObject({ code: 'LEADLINE_MODEL_MISSING' });
  });
});
