import { parseArgs } from 'node:util';
import { settle } from '@leadline/stream';
import { now } from './arrivals.ts';
import { audit } from './audit.ts';
import { postAll } from './http.ts';
import { ALL, HOPS, type Pipeline, startApart } from './pipeline.ts';
import { type Ground, openGround } from './site.ts';
import { figure, table } from './table.ts';
import { usageOf } from './usage.ts';
import { leadOf } from './workload.ts';

const USAGE = `npm run soak [-- --leads N] [--mailed N]

Sends many leads through the pipeline in one go, a process for each service, and then asks whether all is well:
reconcile, load verify, replay. Prints the memory of each process on the way. For an hour or more, outside CI.

  --leads N    leads in all, default 1000000
  --mailed N   one lead in N has an address and is mailed, default 20
`;

/** Leads posted before the pipeline is waited for and its memory looked at: intake alone would be far ahead of the rest. */
const SLICE = 25_000;

interface Sample {
  readonly leads: number;
  /** Resident memory by process, MB. */
  readonly rssMb: Readonly<Record<string, number>>;
}

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '1000000' },
    mailed: { type: 'string', default: '20' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [leads, mailed] = [Number(values.leads), Number(values.mailed)];
if (values.help || !(leads >= SLICE) || !(mailed >= 1)) {
  process.stderr.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const PATIENCE = { timeoutMs: 3_600_000, pollMs: 500 };

/** Posts all leads, a slice after the other is through. */
async function send(site: Ground, pipeline: Pipeline): Promise<readonly Sample[]> {
  const { team, client } = site;
  // Reps without an address: each mailed lead is one mail.
  const reps = team.reps.map((rep) => ({ ...rep, email: undefined }));
  await postAll(`${pipeline.intakeUrl}/v1/reps`, reps);
  const samples: Sample[] = [];
  const began = now();
  for (let from = 0; from < leads; from += SLICE) {
    const bodies = Array.from({ length: Math.min(SLICE, leads - from) }, (_, index) =>
      bodyOf(from + index, team.workspaces),
    );
    await postAll(`${pipeline.intakeUrl}/v1/leads`, bodies);
    for (const [group, topic] of HOPS) await settle(client, group, [topic], PATIENCE);
    samples.push({ leads: from + bodies.length, rssMb: await memoryOf(site, pipeline) });
    const perSecond = ((from + bodies.length) * 1000) / (now() - began);
    process.stdout.write(`${from + bodies.length} routed, ${figure(perSecond)}/s\n`);
  }
  const seconds = (now() - began) / 1000;
  process.stdout.write(`${leads} routed in ${figure(seconds)} s: ${figure(leads / seconds)}/s\n`);
  return samples;
}

/** Most leads have a phone and no address: the pipeline is what is tried here, not the mailbox. */
function bodyOf(index: number, workspaces: readonly string[]): object {
  const lead = leadOf('soak', index, workspaces);
  if (index % mailed === 0) return lead;
  return { ...lead, email: undefined, phone: `+1212${String(2_000_000 + index).slice(-7)}`, country: 'US' };
}

async function memoryOf(
  { stack }: Ground,
  { processes }: Pipeline,
): Promise<Readonly<Record<string, number>>> {
  const named = [...processes, ...stack.resources.map((one) => ({ name: one.name, pid: one.pid() }))];
  const entries = await Promise.all(
    named.map(
      async ({ name, pid }) => [name, pid === null ? NaN : ((await usageOf(pid))?.rssMb ?? NaN)] as const,
    ),
  );
  return Object.fromEntries(entries);
}

/** Memory of each process at ten moments. */
function memoryRows(samples: readonly Sample[]): [string[], string[][]] {
  const moments = Array.from(
    { length: 10 },
    (_, index) => samples[Math.floor((index * (samples.length - 1)) / 9)]!,
  );
  const names = Object.keys(moments[0]?.rssMb ?? {});
  const rows = names.map((name) => [name, ...moments.map(({ rssMb }) => figure(rssMb[name]))]);
  return [['MB after leads', ...moments.map((sample) => figure(sample.leads))], rows];
}

const ground = await openGround({ lasting: true });
try {
  const pipeline = await startApart(ground.env, ground.stack, ALL);
  const samples = await send(ground, pipeline);
  process.stdout.write(`\n${table(...memoryRows(samples)).join('\n')}\n\n`);
  process.exitCode = (await audit(ground.env)) ? 0 : 1;
  await pipeline.stop();
} finally {
  await ground.close();
}
process.exit();
