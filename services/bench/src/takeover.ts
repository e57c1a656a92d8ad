import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { connectLive, readLoads } from '@leadline/live';
import type { StreamProducer } from '@leadline/stream';
import { type Arrivals, now, watch } from './arrivals.ts';
import { spread, type Spread } from './percentile.ts';
import { type Ground, openGround } from './site.ts';
import { figure, table } from './table.ts';
import { fill, PARTITION } from './takeover-fill.ts';
import { leadIdAt, SCOPE, scoredEvent } from './takeover-leads.ts';
import { found, Owner } from './takeover-owner.ts';

const USAGE = `npm run takeover [-- --leads N] [--waiting N] [--kills N] [--json FILE]

Fills one workspace with decided leads, a tenth of them open, as they stand on the compacted topics, and measures what
assignment needs to go on with them: without anything kept on its disk, after kill -9 and after SIGTERM, and after Redis
was flushed. Outside CI; a million leads take half an hour.

  --leads N    decided leads, default 10000
  --waiting N  of the open ones in the waiting line, default a hundredth
  --kills N    how often it is killed, and stopped, default 10
  --json FILE  write the figures as JSON
`;

const { values } = parseArgs({
  options: {
    leads: { type: 'string', default: '10000' },
    waiting: { type: 'string' },
    kills: { type: 'string', default: '10' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [leads, kills] = [Number(values.leads), Number(values.kills)];
const open = Math.floor(leads / 10);
const waiting = Number(values.waiting ?? Math.floor(open / 100));
if (values.help || !(leads >= 100) || !(kills >= 1) || !(waiting <= open)) {
  process.stderr.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

/** Sent between two kills: what has come since the last checkpoint is read again, and some of it should be. */
const TRAFFIC = 60;

/** Sends leads and sees them assigned. */
class Traffic {
  #next = leads;
  readonly #ground: Ground;
  readonly #producer: StreamProducer;
  readonly #assigned: Arrivals;

  constructor(ground: Ground, producer: StreamProducer, assigned: Arrivals) {
    this.#ground = ground;
    this.#producer = producer;
    this.#assigned = assigned;
  }

  async send(): Promise<string> {
    const [index, at] = [this.#next, Date.now()];
    this.#next += 1;
    const emit = { topic: 'assignment.in', key: SCOPE.workspace, ...scoredEvent(index, at) } as const;
    const context = { ...SCOPE, subject: leadIdAt(index), traceparent: null };
    await this.#producer.send([await this.#ground.codec.encode(emit, context, 'scoring')]);
    return leadIdAt(index);
  }

  /** Time at which the decision is committed, epoch ms. */
  async decided(leadId: string): Promise<number> {
    return found('the decision', async () => this.#assigned.seen.get(leadId)?.at ?? null, 5);
  }

  /** A few, one after another, over some seconds. */
  async flow(): Promise<void> {
    for (let count = 0; count < TRAFFIC; count += 1) {
      await this.decided(await this.send());
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

interface Figures {
  readonly leads: number;
  readonly open: number;
  readonly waiting: number;
  /** From the start of a process without anything kept to its first decision, s, and its processor time until then, s. */
  readonly wholeS: number;
  readonly wholeCpuS: number;
  /** From kill -9 to the next decision, s, with the start of the next process. */
  readonly killedS: Spread | null;
  /** Processor time of that next process until then, s. */
  readonly killedCpuS: Spread | null;
  readonly stoppedS: Spread | null;
  /** From FLUSHALL until Redis holds everything, s. */
  readonly flushedS: Spread | null;
  readonly slowestRedisMs: number;
  readonly rssMb: number;
}

async function measure(ground: Ground, folder: string): Promise<Figures> {
  const owner = new Owner(ground, folder);
  const live = await connectLive(ground.stack.addresses.redis, { timeoutMs: 5_000 });
  await live.run((redis) => redis.configSet('slowlog-log-slower-than', '1000'));
  await live.run((redis) => redis.configSet('slowlog-max-len', '10000'));
  const assigned = await watch(ground.client, 'lead.assigned');
  const traffic = new Traffic(ground, await ground.client.producer(), assigned);

  const next = async (from: number): Promise<{ s: number; cpuS: number }> => {
    const [leadId] = await Promise.all([traffic.send(), owner.start()]);
    const at = await traffic.decided(leadId);
    return { s: (at - from) / 1000, cpuS: (await owner.cpuMs()) / 1000 };
  };
  const whole = await next(now());
  say(`the first decision after ${figure(whole.s)} s, with nothing kept`);
  const [killed, stopped, flushed] = [[] as (typeof whole)[], [] as number[], [] as number[]];
  for (let round = 0; round < kills; round += 1) {
    await traffic.flow();
    const at = now();
    owner.kill();
    killed.push(await next(at));
    await traffic.flow();
    const seq = (await loadsSeq(live)) ?? 0;
    const flushedAt = now();
    await live.run((redis) => redis.flushAll());
    await found('Redis is filled again', async () => (((await loadsSeq(live)) ?? -1) >= seq ? true : null));
    flushed.push((now() - flushedAt) / 1000);
    stopped.push((await owner.stop()) / 1000);
    await next(now());
    say(`${round + 1} of ${kills}: ${figure(killed.at(-1)?.s)} s after kill -9`);
  }
  const slow = await live.run((redis) => redis.sendCommand<unknown[][]>(['SLOWLOG', 'GET', '10000']));
  const slowest = Array.isArray(slow) ? slow.map((entry) => Number(entry[2]) / 1000) : [NaN];
  await owner.stop();
  live.close();
  return {
    leads, open, waiting, wholeS: whole.s, wholeCpuS: whole.cpuS, killedS: spread(killed.map(({ s }) => s)),
    killedCpuS: spread(killed.map(({ cpuS }) => cpuS)), stoppedS: spread(stopped), flushedS: spread(flushed),
    slowestRedisMs: Math.max(0, ...slowest), rssMb: owner.rssMb,
  }; // prettier-ignore
}

async function loadsSeq(live: Awaited<ReturnType<typeof connectLive>>): Promise<number | null> {
  const view = await readLoads(live, PARTITION);
  return view === null || view === 'unavailable' ? null : view.seq;
}

const cells = (one: Spread | null): string[] => [figure(one?.p50), figure(one?.p95)];

function report(figures: Figures): void {
  const rows = [
    ['kill -9 to the next decision, s', ...cells(figures.killedS), '15'],
    ['  processor time of it, s', ...cells(figures.killedCpuS), ''],
    ['SIGTERM to the end, s', ...cells(figures.stoppedS), '3'],
    ['FLUSHALL to a full Redis, s', ...cells(figures.flushedS), '2'],
    ['slowest Redis command, ms', figure(figures.slowestRedisMs), '', '50'],
    ['resident memory at most, MB', figure(figures.rssMb), '', '1000'],
    ['with nothing kept, s', figure(figures.wholeS), '', ''],
    ['  processor time of it, s', figure(figures.wholeCpuS), '', ''],
  ];
  const head = `${figures.leads} decided, ${figures.open} open, ${figures.waiting} waiting`;
  process.stdout.write(`\n${table([head, 'p50', 'p95', 'aim'], rows).join('\n')}\n`);
}

function say(step: string): void {
  process.stdout.write(`• ${step}\n`);
}

const ground = await openGround();
const folder = join(ground.stack.folder, 'assignment-state');
try {
  await fill(ground, { leads, open, waiting }, say);
  say('filled');
  const figures = await measure(ground, folder);
  report(figures);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
} finally {
  await ground.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit();
