import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { followAssigned } from './assigned-feed.ts';
import { startCompany } from './company.ts';
import { driveWorld, openCompany, type Progress } from './driver.ts';
import { judge } from './judge.ts';
import { writeManifest } from './manifest.ts';
import { readOptions } from './options.ts';
import { type Report, textOf } from './report.ts';
import { settle } from '@leadline/stream';
import { createTerminal } from './terminal.ts';
import { createWorld } from './world/world.ts';

const began = performance.now();
const terminal = createTerminal(process.stdout);
const options = readOptions(process.argv.slice(2));
const world = createWorld(options.seed, { leads: options.leads });
const interrupted = new Promise<'interrupted'>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
});
const started = await Promise.race([
  startCompany(options.seed, terminal, {}, options.secured).catch(refuse),
  interrupted,
]);
// Whatever has started by then goes down with this process: the stack's watchdog sees to it.
if (started === 'interrupted') process.exit(130);
const company = started;
const manifestFile = options.manifest ?? join(company.stack.folder, 'manifest.ndjson');
const ended = await Promise.race([route().catch(fail), interrupted]);
if (ended !== 'interrupted' && !options.once) {
  terminal.print(addresses());
  await interrupted;
}
terminal.step('Stopping');
await company.close();
process.exit(ended === 'right' ? 0 : ended === 'interrupted' ? 130 : 1);

async function route(): Promise<'right' | 'wrong'> {
  terminal.step(
    `Routing ${world.submissions.length.toLocaleString('en')} submissions to ${world.reps.length} reps in ${world.workspaces.length} workspaces`,
  );
  await writeManifest(manifestFile, world);
  await openCompany(world, company.intake);
  const feed = await followAssigned(company.client, company.codec, 'sample-company');
  const start = performance.now();
  await driveWorld({
    world,
    intake: company.intake,
    client: company.client,
    codec: company.codec,
    feed,
    onProgress,
  });
  const wallMs = performance.now() - start;
  await feed.stop();
  await settle(company.client, 'outreach', ['lead.assigned']);
  terminal.step('Checking what came of it');
  const report: Report = {
    ...(await judge(company, world, wallMs)),
    seconds: (performance.now() - began) / 1000,
  };
  terminal.print(textOf(report));
  if (options.json !== undefined)
    await writeFile(options.json, `${JSON.stringify(jsonOf(report), null, 2)}\n`);
  return report.checks.every(({ ok }) => ok) ? 'right' : 'wrong';
}

function onProgress({ at, sent, assigned, closed }: Progress): void {
  const day = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  terminal.progress(
    `${day}  ${sent} leads sent  ${assigned} assigned  ${closed} calls and closes  (${Math.round((100 * sent) / world.submissions.length)} %)`,
  );
}

function jsonOf(report: Report): object {
  const { figures, checks, worth, seconds } = report;
  return {
    ...figures,
    seconds,
    worth,
    stages: Object.fromEntries(report.stages),
    skips: Object.fromEntries(report.skips),
    checks,
  };
}

function addresses(): string {
  const { kafka, registry, redis, mailbox } = company.stack.addresses;
  const rows = {
    'intake API': `${company.intakeUrl}/docs`,
    mailbox: mailbox ?? '-',
    Kafka: kafka,
    registry,
    Redis: redis,
    logs: company.stack.folder,
    truth: manifestFile,
  };
  const lines = Object.entries(rows).map(([name, address]) => `  ${name.padEnd(12)}${address}`);
  return ['\nStill up. Ctrl-C stops and removes everything.', ...lines].join('\n');
}

function refuse(error: unknown): never {
  terminal.print(`It does not start: ${error instanceof Error ? error.message : String(error)}`);
  if (error instanceof LeadlineError) terminal.print(error.mend);
  process.exit(1);
}

function fail(error: unknown): 'wrong' {
  terminal.print(`The run broke off: ${error instanceof Error ? error.message : String(error)}`);
  terminal.print('Without --once the stack stays up after that, and so do the logs of the services.');
  return 'wrong';
}
