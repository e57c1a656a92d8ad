/**
 * Provokes what alerts are about on sample companies of its own, one after the other, and records what their services say
 * meanwhile: `node deploy/checks/tools/record-incidents.ts FOLDER`, on what was built. Half an hour.
 */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { TOPICS, workspacePartition } from '@leadline/contracts';
import { released } from '../../../libs/models/test/released.ts';
import { type RunningCompany, startCompany } from '../../../services/sample-company/src/company.ts';
import { TENANT } from '../../../services/sample-company/src/driver.ts';
import { leadFor, openWorkspace, serviceOf, silent } from '../../../services/sample-company/test/harness.ts';
import { record } from '../src/recorder.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('The folder for recordings is missing.');

const MINUTE = 60_000;
const EVERY_SECONDS = 15;
/** Between two leads, ms. */
const LEAD_MS = 500;
const SOURCE = 'portal';
const CONTRACT = `contract: source\nsource: ${SOURCE}\nfields:\n  industry: { minFilled: 0.9 }\n`;

/** What goes wrong after the first minute, until the signal. `workspace`: where leads flow. */
type Incident = (company: RunningCompany, workspace: string, over: AbortSignal) => Promise<void>;

/** Leads flow for so many minutes; with the incident, after the first of them, they begin to lack what their source promised. */
async function recordOf(name: string, minutes: number, incident: Incident): Promise<void> {
  const contracts = await mkdtemp(join(tmpdir(), 'leadline-contracts-'));
  await writeFile(join(contracts, 'portal.yaml'), CONTRACT);
  const settings = { LEADLINE_OUTREACH_QUIET: 'off', LEADLINE_CONTRACTS: contracts };
  const company = await startCompany('incidents', silent, settings);
  const over = new AbortController();
  try {
    const workspace = await openWorkspace(company);
    const recording = record(company.services.map(({ name: service, url }) => [service, url] as const), EVERY_SECONDS, over.signal); // prettier-ignore
    const begun = Date.now();
    const flowing = flow(company, workspace, begun + MINUTE, over.signal);
    await pause(MINUTE);
    const happening = incident(company, workspace, over.signal);
    await pause(begun + minutes * MINUTE - Date.now());
    over.abort();
    await writeFile(join(folder!, `${name}.yaml`), await recording);
    await Promise.all([flowing, happening]);
  } finally {
    over.abort();
    await company.close();
    await rm(contracts, { recursive: true });
  }
}

async function flow(
  company: RunningCompany,
  workspace: string,
  lackingFrom: number,
  over: AbortSignal,
): Promise<void> {
  while (!over.aborted) {
    const industry = Date.now() < lackingFrom ? { industry: 'Software' } : {};
    await company.intake.post('/v1/leads', [{ ...leadFor(workspace, { source: SOURCE }), ...industry }]);
    await pause(LEAD_MS);
  }
}

/** Work goes wrong while all servers are up: each of it is something else. */
async function troubles(company: RunningCompany, workspace: string, over: AbortSignal): Promise<void> {
  await send(company, 'lead.validated', Buffer.from('no avro'));
  await announceMissingModel(company);
  await loseLog(company, workspace);
  await holdUp(serviceOf(company, 'outreach').name, over);
}

/** Redis and the registry die, a record comes whose schema only the registry could tell, and a service dies. */
async function outages(company: RunningCompany): Promise<void> {
  await Promise.all([company.stack.redis.kill(), company.stack.registry.kill()]);
  await send(company, 'lead.validated', Buffer.from([0, 0, 0, 0xff, 0xff, 1, 2]));
  await serviceOf(company, 'enrichment').kill();
}

async function send({ client }: RunningCompany, topic: string, value: Buffer): Promise<void> {
  const producer = await client.producer();
  await producer.send([{ topic, key: randomUUID(), value }]);
  await producer.close();
}

/** A release of a model that lies nowhere: the command would refuse it. */
async function announceMissingModel({ client, codec }: RunningCompany): Promise<void> {
  const value = released('f'.repeat(64), { eventId: randomUUID() });
  const context = { tenant: TENANT, workspace: '', subject: null, traceparent: null };
  const emit = { topic: 'model.released', record: 'ModelReleased', key: value.eventId, value } as const;
  const producer = await client.producer();
  await producer.send([await codec.encode(emit, context, 'incidents')]);
  await producer.close();
}

const partitionOf = (workspace: string) =>
  workspacePartition(TENANT, workspace, TOPICS['assignment.in'].partitions);

/** Redis knows more than the log of another partition holds, which then stands still; one lead waits there. */
async function loseLog(company: RunningCompany, flowing: string): Promise<void> {
  let workspace: string;
  do workspace = await openWorkspace(company);
  while (partitionOf(workspace) === partitionOf(flowing));
  await redisCommand(company, `HSET ll:{${partitionOf(workspace)}}:load seq 1000000000`);
  await company.intake.post('/v1/leads', [leadFor(workspace)]);
}

async function redisCommand({ stack }: RunningCompany, command: string): Promise<void> {
  const { hostname, port } = new URL(stack.addresses.redis);
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${command}\r\n`));
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
    socket.once('error', reject);
  });
}

/** Stops a service nine tenths of the time, as a node does that has far too little processor. */
async function holdUp(service: string, over: AbortSignal): Promise<void> {
  const own = ['-P', String(process.pid), '-f', `services/${service}/dist/main.js`];
  const { stdout } = await promisify(execFile)('pgrep', own);
  const pid = Number(stdout);
  while (!over.aborted) {
    process.kill(pid, 'SIGSTOP');
    await pause(1_500);
    process.kill(pid, 'SIGCONT');
    await pause(150);
  }
}

await recordOf('troubles', 13, troubles);
await recordOf('outages', 10, outages);
