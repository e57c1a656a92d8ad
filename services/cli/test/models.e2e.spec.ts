import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DecisionRecorded, LeadScored, ModelReleased } from '@leadline/contracts';
import type { ModelCard, ServedCard } from '@leadline/models';
import { until } from '@leadline/testkit';
import { released } from '../../../libs/models/test/released.ts';
import { runCli } from '../../sample-company/src/cli-run.ts';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { readTopic } from '../../sample-company/src/read-topic.ts';
import { type ServiceProcess, startService } from '../../sample-company/src/service-process.ts';
import {
  endOf,
  expectClean,
  idOf,
  leadFor,
  ledgerOf,
  openWorkspace,
  type SentLead,
  serviceOf,
  settleAll,
  startQuietCompany,
  whileLeadsFlow,
} from '../../sample-company/test/harness.ts';
import type { ModelList } from '../src/models/list.ts';
import { type Placed, placedDecisions } from './in-force.ts';
import { expectOneModel, expectScoredBy, metricOf } from './model-checks.ts';
import { blurred, byChance, dealsOf, historyFile, modelOf } from './release-models.ts';

const FIXTURE = join(import.meta.dirname, '../../../libs/models/test/fixtures/elsewhere');
const WHO = ['--by', 'ops-7', '--reason', 'trained on all of the year'];

let company: RunningCompany;
/** A second instance of scoring: both have to follow, and to agree. */
let second: ServiceProcess;
let store: string;
beforeAll(async () => {
  company = await startQuietCompany();
  second = await startService('scoring', company.env, company.stack);
  store = company.env['LEADLINE_MODELS']!;
}, 600_000);
afterAll(async () => {
  await second?.stop();
  await company?.close();
});

/** Runs `leadline models`; answers its JSON. Fails if it does not end as expected, and says why. */
async function models<T>(expected: number, ...args: readonly string[]): Promise<T> {
  const { code, output, json } = await runCli(['models', ...args, '--json'], company.env);
  expect({ args, code, output: code === expected ? '' : output }).toEqual({
    args,
    code: expected,
    output: '',
  });
  return json as T;
}

interface Done {
  readonly version: string;
  readonly event: ModelReleased | null;
}

const release = (folder: string, ...more: readonly string[]) =>
  models<Done>(0, 'release', folder, ...WHO, ...more);

/** Code that a release is refused with. */
async function refusal(folder: string, ...more: readonly string[]): Promise<string> {
  const { error } = await models<{ error: { code: string; message: string } }>(
    2,
    'release',
    folder,
    ...WHO,
    ...more,
  );
  return error.code;
}

async function scoredIn(workspace: string): Promise<readonly LeadScored[]> {
  const rows = await readTopic(company.client, company.codec, 'lead.scored', 'LeadScored');
  return rows.map(({ value }) => value).filter((value) => value.workspace === workspace);
}

async function decidedIn(workspace: string): Promise<readonly DecisionRecorded[]> {
  const rows = await readTopic(company.client, company.codec, 'assignment.decision', 'DecisionRecorded');
  return rows.map(({ value }) => value).filter((value) => value.workspace === workspace);
}

/** Routes some leads, each to a rep; answers the models that have scored them. */
async function routeSome(workspace: string): Promise<ReadonlySet<string>> {
  const leads = Array.from({ length: 20 }, () => leadFor(workspace));
  await company.intake.post('/v1/leads', leads);
  await settleAll(company);
  await expectAllAssigned(workspace, leads);
  const ids = new Set(leads.map(idOf));
  return new Set(
    (await scoredIn(workspace)).filter(({ leadId }) => ids.has(leadId)).map((one) => one.modelVersion),
  );
}

async function expectAllAssigned(workspace: string, leads: readonly SentLead[]): Promise<void> {
  const ledger = await ledgerOf(company, workspace);
  const lost = leads.filter(
    (lead) => ledger.get(idOf(lead))?.filter((kind) => kind === 'assigned').length !== 1,
  );
  expect(leads.length).toBeGreaterThan(0);
  expect(lost).toEqual([]);
}

/** Model by which leads are scored from now on. */
const inChargeOf = async (workspace: string): Promise<string> => {
  const [version, ...others] = await routeSome(workspace);
  expect(others).toEqual([]);
  return version!;
};

const shortReleases = async (): Promise<readonly string[]> =>
  (await models<ModelList>(0, 'ls')).releases.map(
    ({ action, version }) => `${action} ${version?.slice(0, 6) ?? 'none'}`,
  );

/** A tenant of its own with the deals of a year; answers its name. */
async function withHistory(): Promise<string> {
  const tenant = `t-${randomUUID().slice(0, 8)}`;
  const { file, mapping } = await historyFile('team');
  const args = ['history', 'import', file, '--tenant', tenant, '--source', 'crm', '--mapping', mapping];
  expect(await runCli(args, company.env)).toMatchObject({ code: 0 });
  return tenant;
}

/** Trains on what the tenant's deals said at that day; answers the folder. */
async function trained(tenant: string, asOf: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-trained-'));
  const args = ['train', '--tenant', tenant, '--as-of', asOf, '--out', folder];
  expect(await runCli(args, company.env)).toMatchObject({ code: 0 });
  return folder;
}

test('two trainings on the same data give the same hash, and the same bytes', async () => {
  const tenant = await withHistory();
  const folders = [await trained(tenant, '2026-06-01'), await trained(tenant, '2026-06-01')] as const;
  for (const name of ['model.onnx', 'model.json'])
    expect(await readFile(join(folders[0], name))).toEqual(await readFile(join(folders[1], name)));
  const first = await release(folders[0], '--tenant', tenant);
  expect(first.version).toMatch(/^[0-9a-f]{64}$/);
  expect(first.event).toMatchObject({ tenant, by: 'ops-7', forced: false, replaces: null });
  // The other is the same one: nothing to release.
  expect(await release(folders[1], '--tenant', tenant)).toEqual({ version: first.version, event: null });
});

test('a later model is compared with the one in charge by the deals that have come in since both were trained', async () => {
  const tenant = await withHistory();
  await release(await trained(tenant, '2025-09-01'), '--tenant', tenant);
  const { event } = await release(await trained(tenant, '2025-11-01'), '--tenant', tenant);
  expect(event?.comparison).toMatch(/^On \d+ deals that came in after both were trained: log loss /);
  expect(await refusal(await trained(tenant, '2026-06-01'), '--tenant', tenant)).toBe(
    'LEADLINE_MODEL_UNCOMPARED',
  );
});

/** Changes of the test below; the model changes at three of them. */
const CHANGES = 50;
const MODEL_CHANGES = [10, 25, 40];

/** The policy, the roster or the prices of a workspace change, each in turn. */
async function changeRouting(workspace: string, change: number): Promise<void> {
  const repId = `${workspace}-r0`;
  const perHour = { [repId]: change };
  const always = { workDays: [1, 2, 3, 4, 5, 6, 7], workStart: 0, workEnd: 1440, dailyCap: 100_000 };
  const [path, body] = [
    ['/v1/policies', { version: `p${change}`, policy: { hours: 'ignore' } }],
    ['/v1/reps', { repId, ...always, capacity: 100_000 + change }],
    ['/v1/prices', { prices: { version: `q${change}`, objective: 'value', perHour } }],
  ][change % 3] as [string, object];
  await company.intake.post(path, [{ workspace, ...body }]);
}

test('50 changes of policy, roster, prices and model while leads flow: each capsule names those that held at its place on the log and the model that made its logits, replay is identical, no lead is lost', async () => {
  const workspace = await openWorkspace(company, 2);
  const deals = dealsOf(workspace);
  const folders = [await modelOf(deals), await modelOf(blurred(deals.slice(100)))];
  const [before, after] = [await release(folders[0]!), { version: '' }];
  const changeModel = [
    async () => {
      expect(await refusal(folders[1]!)).toBe('LEADLINE_MODEL_UNCOMPARED');
      Object.assign(after, await release(folders[1]!, '--uncompared'));
      await until('leads are scored by the new model', async () =>
        (await scoredIn(workspace)).some(({ modelVersion }) => modelVersion === after.version),
      );
    },
    () => models(0, 'rollback', ...WHO),
    () => release(folders[1]!, '--uncompared'),
  ];
  const leads = await whileLeadsFlow(company, workspace, async (goesOn) => {
    await goesOn();
    for (let change = 0; change < CHANGES; change += 1) {
      const decided = await endOf(company, 'assignment.decision');
      await (changeModel[MODEL_CHANGES.indexOf(change)]?.() ?? changeRouting(workspace, change));
      await until('leads are decided', async () => (await endOf(company, 'assignment.decision')) > decided);
    }
    await goesOn();
  });
  await settleAll(company);
  await expectAllAssigned(workspace, leads);

  const scored = await scoredIn(workspace);
  const bySource = Map.groupBy(scored, ({ modelVersion }) => modelVersion);
  const versions = new Set(bySource.keys());
  // Leads that came before the release had reached both instances were scored as before.
  versions.delete(await startVersion());
  expect(versions).toEqual(new Set([before.version, after.version]));
  for (const [version, folder] of [
    [before.version, folders[0]!],
    [after.version, folders[1]!],
  ] as const)
    // prettier-ignore
    await expectScoredBy(folder, bySource.get(version)!);

  const decisions = await decidedIn(workspace);
  expect(new Set(decisions.map(({ modelVersion }) => modelVersion)).size).toBeGreaterThanOrEqual(2);
  for (const decision of decisions) expectOneModel(decision, scored);
  await expectOneOfEach(workspace);
  for (const { url } of [serviceOf(company, 'scoring'), second])
    expect(await metricOf(url, 'result="live",code="none"')).toBeGreaterThanOrEqual(1);
  await expectClean(company);
});

/** Version of the model that the services were started with. */
async function startVersion(): Promise<string> {
  const card = await readFile(join(company.env['LEADLINE_MODEL']!, 'model.json'), 'utf8');
  return (JSON.parse(card) as ModelCard).version;
}

/** Each capsule names the one policy, roster and prices that held at its place on the log, and nearly every change was decided by. */
async function expectOneOfEach(workspace: string): Promise<void> {
  const placed = await placedDecisions(company, workspace, `${workspace}-r0`);
  for (const { decision, named, held } of placed) {
    expect(named).toEqual(held);
    expect(decision.policyVersion).toBe(held.policy);
  }
  const texts = (of: (one: Placed) => unknown) => new Set(placed.map((one) => JSON.stringify(of(one))));
  expect(texts(({ named }) => named).size).toBeGreaterThan((CHANGES - MODEL_CHANGES.length) / 2);
  // One content to a version, and one version to a content.
  for (const [content, version] of [
    ['policy', 'policy'],
    ['prices', 'prices'],
    ['roster', 'capacity'],
  ] as const) {
    const both = texts(({ hashes, named }) => [hashes[content], named[version]]).size;
    expect(texts(({ hashes }) => hashes[content]).size).toBe(both);
    expect(texts(({ named }) => named[version]).size).toBe(both);
  }
}

describe('a model is refused, with the reason, and routing goes on by the one in charge', () => {
  let workspace: string;
  let good: string;
  let inCharge: string;
  beforeAll(async () => {
    workspace = await openWorkspace(company, 2);
    good = await modelOf(dealsOf(workspace));
    inCharge = (await release(good, '--force')).version;
    await until('it is followed', async () => (await routeSome(workspace)).has(inCharge), 240_000);
  });

  /** A copy of the good one with a changed card. */
  async function changed(change: (card: ModelCard) => object): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'leadline-changed-'));
    await cp(good, folder, { recursive: true });
    const card = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as ModelCard;
    await writeFile(join(folder, 'model.json'), JSON.stringify(change(card)));
    return folder;
  }

  async function corrupted(): Promise<string> {
    const folder = await changed((card) => card);
    const bytes = await readFile(join(folder, 'model.onnx'));
    bytes[bytes.length - 3]! ^= 1;
    await writeFile(join(folder, 'model.onnx'), bytes);
    return folder;
  }

  test.each([
    ['with another feature list', 'LEADLINE_MODEL_FEATURES_DIFFER', () => changed((card) => ({ ...card, features: card.features.slice(1) }))],
    ['of other feature code', 'LEADLINE_MODEL_FEATURES_DIFFER', () => changed((card) => ({ ...card, featureHash: 'other' }))],
    ['whose file was corrupted', 'LEADLINE_MODEL_INVALID', corrupted],
    ['of a format that nobody knows', 'LEADLINE_MODEL_INVALID', () => changed((card) => ({ ...card, format: 7 }))],
    ['whose card was made to say yes', 'LEADLINE_MODEL_INVALID', async () => changed((card) => ({ ...card, release: { allowed: true, reason: 'trust me' } }))],
    ['whose card says no', 'LEADLINE_MODEL_REFUSED', () => modelOf(byChance(dealsOf(workspace)))],
    ['that did worse on the same deals', 'LEADLINE_MODEL_WORSE', () => modelOf(blurred(dealsOf(workspace)))],
    ['that was judged by other deals', 'LEADLINE_MODEL_UNCOMPARED', () => modelOf(dealsOf(workspace, 7))],
    ['that is nowhere', 'LEADLINE_MODEL_UNKNOWN', async () => 'no-such-model'],
  ])('%s: %s', async (_, code, folder) => {
    const before = await shortReleases();
    const place = await folder();
    expect(await refusal(place)).toBe(code);
    // Nobody can insist on what cannot be used.
    if (!['REFUSED', 'WORSE', 'UNCOMPARED'].some((end) => code.endsWith(end)))
      expect(await refusal(place, '--force')).toBe(code);
    expect(await shortReleases()).toEqual(before);
    expect(await inChargeOf(workspace)).toBe(inCharge);
  }); // prettier-ignore

  test('who insists is obeyed, and named with the reason and what speaks against it', async () => {
    const tenant = `t-${randomUUID().slice(0, 8)}`;
    const { event } = await release(
      await modelOf(byChance(dealsOf(workspace))),
      '--tenant',
      tenant,
      '--force',
    );
    expect(event).toMatchObject({ tenant, by: 'ops-7', reason: WHO[3], forced: true });
    expect(event?.comparison).toContain('not shown to tell more than the base rate');
  });
});

test('a release that an instance cannot find or verify changes nothing but its health and metrics, until it can', async () => {
  const workspace = await openWorkspace(company, 2);
  const before = await inChargeOf(workspace);
  const { version } = await release(await modelOf(dealsOf(workspace)), '--tenant', 'default', '--force');
  await until('it is followed', async () => (await routeSome(workspace)).has(version), 240_000);
  await models(0, 'rollback', '--tenant', 'default', ...WHO);
  await until('the rollback is followed', async () => (await routeSome(workspace)).has(before), 240_000);

  const { url } = second;
  const health = async (): Promise<string> => (await fetch(new URL('/health/ready', url))).text();
  const [place, aside] = [join(store, version), `${store}-aside`];
  const rules: readonly (readonly [code: string, spoil: () => Promise<void>, mend: () => Promise<void>])[] = [
    ['LEADLINE_MODEL_MISSING', () => rename(place, aside), () => rename(aside, place)],
    [
      'LEADLINE_MODEL_INVALID',
      async () => {
        await cp(place, aside, { recursive: true });
        await writeFile(join(place, 'model.onnx'), 'torn');
      },
      async () => {
        await rm(place, { recursive: true });
        await rename(aside, place);
      },
    ],
  ];
  for (const [code, spoil, mend] of rules) {
    await spoil();
    await announce(version);
    await until('health says so', async () => (await health()).includes(code));
    expect(await metricOf(url, `result="failed",code="${code}"`)).toBe(1);
    expect(await inChargeOf(workspace)).toBe(before);
    await mend();
    await until(
      'it is followed once it is there',
      async () => (await routeSome(workspace)).has(version),
      240_000,
    );
    await until('all is well', async () => (await fetch(new URL('/health/ready', url))).ok);
    await models(0, 'rollback', '--tenant', 'default', ...WHO);
    await until('the rollback is followed', async () => (await routeSome(workspace)).has(before), 240_000);
  }
});

/** Says on the topic that a version is in charge, whatever the store holds: the command would refuse. */
async function announce(version: string): Promise<void> {
  const value = released(version, { eventId: randomUUID(), tenant: 'default' });
  const context = { tenant: 'default', workspace: '', subject: null, traceparent: null };
  const emit = { topic: 'model.released', record: 'ModelReleased', key: value.eventId, value } as const;
  const producer = await company.client.producer();
  await producer.send([await company.codec.encode(emit, context, 'test')]);
  await producer.close();
}

test('a model that was trained elsewhere is adopted, shown, put in charge, and taken back', async () => {
  const workspace = await openWorkspace(company, 2);
  const before = await inChargeOf(workspace);
  const folder = join(await mkdtemp(join(tmpdir(), 'leadline-adopted-')), 'model');
  await mkdir(folder);
  const adopted = await models<ServedCard>(0, 'adopt', join(FIXTURE, 'network.onnx'), '--card', join(FIXTURE, 'draft.json'), '--out', folder); // prettier-ignore
  expect(adopted.caveats?.[0]).toContain('Trained elsewhere (scikit-learn');
  expect(await refusal(folder)).toBe('LEADLINE_MODEL_UNCOMPARED');
  await release(folder, '--uncompared');
  await until('it is followed', async () => (await routeSome(workspace)).has(adopted.version), 240_000);
  await expectScoredBy(
    folder,
    (await scoredIn(workspace)).filter((one) => one.modelVersion === adopted.version),
  );

  const page = join(folder, 'card.html');
  await models(0, 'show', adopted.version.slice(0, 12), '--format', 'html', '--out', page);
  const html = await readFile(page, 'utf8');
  for (const said of ['Trained elsewhere (scikit-learn', 'all others', 'ops-7', WHO[3]!])
    expect(html).toContain(said);

  const back = await models<Done>(0, 'rollback', ...WHO);
  expect(back.version).toBe(before);
  await until('the rollback is followed', async () => (await routeSome(workspace)).has(before), 240_000);
  const { releases, models: listed } = await models<ModelList>(0, 'ls');
  expect(releases[0]).toMatchObject({
    action: 'rollback',
    version: before,
    replaces: adopted.version,
    by: 'ops-7',
  });
  expect(listed.find(({ version }) => version === before)?.inCharge).toEqual(['*']);
  expect(listed.find(({ version }) => version === adopted.version)?.inCharge).toEqual([]);
  await expectClean(company);
});

test('where nothing was released there is nothing to take back', async () => {
  const { error } = await models<{ error: { code: string } }>(
    2,
    'rollback',
    '--tenant',
    `t-${randomUUID()}`,
    ...WHO,
  );
  expect(error.code).toBe('LEADLINE_RELEASE_NONE');
});

test('with every release taken back and no model at the start, routing goes on by rules, load and turns', async () => {
  while ((await runCli(['models', 'rollback', ...WHO], company.env)).code === 0);
  await Promise.all([serviceOf(company, 'scoring').stop(), second.stop()]);
  second = await startService('scoring', { ...company.env, LEADLINE_MODEL: '' }, company.stack);
  const workspace = await openWorkspace(company, 5);
  expect(await routeSome(workspace)).toEqual(new Set(['prior']));
  const turns = Map.groupBy(await decidedIn(workspace), ({ repId }) => repId);
  expect([...turns.values()].map(({ length }) => length)).toEqual([4, 4, 4, 4, 4]);
  await expectClean(company);
});
