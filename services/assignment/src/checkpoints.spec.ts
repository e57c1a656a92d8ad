import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Records } from '@leadline/contracts';
import { Shelf } from '@leadline/service-kit';
import type { PartitionTask } from '@leadline/stream';
import { Bench } from '../test/bench.ts';
import { lead, outcome, rep, type Scene } from '../test/events.ts';
import { stateKey } from './outputs.ts';

const scene: Scene = { tenant: 'default', workspace: 'sales' };
const BOOT = 'boot-1';
const TOPICS = [
  'assignment.ledger',
  'assignment.decision',
  'assignment.state',
  'lead.assigned',
  'lead.waiting',
];

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leadline-state-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Leads that are assigned, wait, are closed and met again. */
const leads = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => from + i).flatMap((i) => [
    lead(scene, `lead-${i}`, { anna: -i, ben: i }, { personKey: `person-${i % 30}` }),
    ...(i % 5 === 4 ? [outcome(scene, `lead-${i - 4}`, 'won')] : []),
  ]);
const story = [
  [rep(scene, 'anna', { capacity: 5 }), rep(scene, 'ben', { capacity: 8 }), ...leads(0, 20)],
  leads(20, 40),
  leads(40, 60),
  leads(60, 80),
];

/** A bench whose owners keep their state in the folder, and how far back each has read it. */
class Keeping extends Bench {
  readonly from: bigint[] = [];
  /** Null: nothing is kept. */
  boot: string | null = BOOT;
  readonly lost = new Set<number>();
  readonly heard: string[] = [];

  constructor() {
    super(scene);
    const read = this.log.read.bind(this.log);
    this.log.read = (options) => {
      if (options.topic === 'assignment.state') this.from.push(options.from?.get(this.partition) ?? 0n);
      return read(options);
    };
  }

  override get parts() {
    return {
      ...super.parts,
      keeping:
        this.boot === null
          ? null
          : {
              folder,
              boot: this.boot,
              lost: this.lost,
              told: (_: number, why: Error) => void this.heard.push(why.message),
            },
    };
  }

  /** Owners one after another, each with a part of the story; more than a checkpoint is apart lies between two chunks. */
  async told(parts = story): Promise<this> {
    for (const events of parts) {
      const task = await this.own();
      await this.tell(task, events);
      await task.close();
    }
    return this;
  }

  async tell(task: PartitionTask, events: (typeof story)[number]): Promise<void> {
    for (let from = 0; from < events.length; from += 6) {
      await this.send(...events.slice(from, from + 6));
      await this.fold(task);
      this.now += 2_000;
    }
  }
}

/** Puts another method in the place of one; what is given back undoes that. */
function swap(target: object, name: string, value: (this: never, ...args: never[]) => unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(target, name)!;
  Object.defineProperty(target, name, { ...before, value });
  return () => Object.defineProperty(target, name, before);
}

const outputsOf = (bench: Bench) =>
  TOPICS.map((topic) => bench.written(topic).map(({ key, value }) => [key, value]));

/** The same without anything kept. */
async function reference(): Promise<Bench> {
  const bench = new Keeping();
  bench.boot = null;
  return bench.told();
}

test('an owner goes on from what the one before has kept, and reads only what came after; every byte is as without', async () => {
  const bench = await new Keeping().told();
  expect(bench.from[0]).toBe(0n);
  expect(bench.from.slice(1).every((offset) => offset > 0n)).toBe(true);
  const length = bench.log.records('assignment.state', bench.partition).length;
  expect(Number(bench.from.at(-1))).toBeGreaterThan(length / 2);
  expect(outputsOf(bench)).toEqual(outputsOf(await reference()));
  expect(bench.values('lead.waiting').length).toBeGreaterThan(0);
});

const assigned = (bench: Bench) =>
  bench.values<Records['LeadAssigned']>('lead.assigned').map(({ leadId, repId }) => [leadId, repId]);

test('what was folded but not committed is not kept', async () => {
  const bench = await new Keeping().told(story.slice(0, 2));
  await bench.send(...story[2]!);
  const task = await bench.own();
  // Nobody commits what this owner folds.
  await task.process(bench.log.records('assignment.in', bench.partition).slice(-10));
  await task.close();
  await bench.fold(await bench.own());
  const undisturbed = await new Keeping().told(story.slice(0, 3));
  expect(assigned(bench)).toEqual(assigned(undisturbed));
});

test('a place before which somebody else may have written does not hold', async () => {
  const bench = await new Keeping().told(story.slice(0, 1));
  const task = await bench.own();
  await bench.send(lead(scene, 'late', { anna: 0 }));
  bench.now += 3_000;
  bench.commit(await task.process(bench.log.records('assignment.in', bench.partition).slice(-1)), 1);
  // Another owner has taken over and written before this one asks where the state ends; it will hear of it at its next commit.
  const { partition } = bench;
  const key = stateKey('default', 'sales', 'rep/ben');
  const [foreign] = bench.log.append([{ topic: 'assignment.state', partition, key, value: null }]);
  await task.committed();
  await task.close();
  await (await bench.own()).close();
  expect(bench.from.at(-1)).toBeGreaterThan(0n);
  expect(bench.from.at(-1)).toBeLessThanOrEqual(foreign!.offset);
});

test('a partition runs without a file where the folder cannot be written, and that is told once', async () => {
  const bench = new Keeping();
  // Not even root may make a file below a file.
  rmSync(folder, { recursive: true });
  writeFileSync(folder, '');
  await bench.told();
  expect(bench.heard).toEqual([expect.stringContaining(`(partition ${bench.partition})`)]);
  expect(outputsOf(bench)).toEqual(outputsOf(await reference()));
});

test('a partition whose file is lost while it runs goes on without, from what is committed', async () => {
  const bench = await new Keeping().told(story.slice(0, 1));
  const task = await bench.own();
  const mend = swap(Shelf.prototype, 'checkpoint', () => {
    throw Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR' });
  });
  try {
    await expect(bench.tell(task, story[1]!)).rejects.toMatchObject({
      code: 'LEADLINE_SHELF_LOST',
    });
    await expect(task.idle(bench.now)).rejects.toMatchObject({ code: 'LEADLINE_SHELF_LOST' });
    await task.close();
    const next = await bench.own();
    await bench.fold(next);
    await next.idle(bench.now);
    await next.close();
  } finally {
    mend();
  }
  expect(bench.heard).toHaveLength(1);
  expect(bench.from.at(-1)).toBe(0n);
});

/** A log without anything kept, and then its first owner that looks for a file. */
async function after(other: Keeping, ...parts: typeof story): Promise<void> {
  other.boot = null;
  await other.told(parts);
  other.boot = BOOT;
  await (await other.own()).close();
}

describe('all is read again', () => {
  test.each([
    ['after a boot', (bench: Keeping) => (bench.boot = 'boot-2')],
    ['after half a day', (bench: Keeping) => (bench.now += 13 * 3_600_000)],
    ['after the clock was set back', (bench: Keeping) => (bench.now -= 3_600_000)],
    [
      'where the state is shorter',
      (bench: Keeping) => void bench.log.records('assignment.state', bench.partition).splice(30),
    ],
  ])('%s', async (_when, change) => {
    const bench = await new Keeping().told(story.slice(0, 2));
    const before = bench.from.length;
    change(bench);
    await bench.own().then(
      (task) => task.close(),
      () => undefined,
    );
    expect(bench.from.slice(before)).toEqual([0n]);
  });

  // Each is longer than the log of the file, so that nothing but the row tells.
  test('where another log has another row at that place', async () => {
    const first = await new Keeping().told(story.slice(0, 1));
    const other = new Keeping();
    other.now = first.now + 5;
    await after(other, ...story);
    expect(other.from.slice(-1)).toEqual([0n]);
  });

  test('where the log was cut back behind the claim and has grown again', async () => {
    const first = await new Keeping().told(story.slice(0, 2));
    const other = new Keeping();
    await after(other, story[0]!, [...story[2]!, ...story[3]!, ...story[1]!]);
    const claims = [first, other].map(
      ({ log, partition }) =>
        log
          .records('assignment.ledger', partition)
          .filter(({ headers }) => headers['ce_type'] === 'OwnerClaimed')[1],
    );
    expect(claims[0]).toEqual(claims[1]);
    expect(other.now).toBeGreaterThan(first.now);
    expect(other.from.slice(-1)).toEqual([0n]);
  });

  test('without what lies in a file whose process ends between two looks at it', async () => {
    const bench = await new Keeping().told(story.slice(0, 1));
    const file = join(folder, `assignment-${bench.partition}.sqlite`);
    const left = Shelf.kept(file)!;
    left.rows('workspaces').set('removed long ago', { tenant: 'x', workspace: 'y', line: [] });
    left.checkpoint(left.note!);
    left.close();
    const mend = swap(Shelf, 'kept', () => {
      mend();
      return null;
    });
    await (await bench.own()).close();
    expect(bench.from.slice(-1)).toEqual([0n]);
    const now = Shelf.kept(file)!;
    expect(now.note).not.toBeNull();
    expect(now.rows('workspaces').has('removed long ago')).toBe(false);
    now.close();
  });

  test('while another process has the file open', async () => {
    const bench = await new Keeping().told(story.slice(0, 1));
    const holder = await bench.own();
    const second = await bench.own();
    expect(bench.from.slice(-1)).toEqual([0n]);
    await Promise.all([holder.close(), second.close()]);
  });
});
