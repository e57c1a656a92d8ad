import { Commits } from './commits.ts';
import type { FetchPosition } from './log-reader.ts';

const at = (partition: number, offset: number): FetchPosition => ({
  topic: 't',
  partition,
  offset: BigInt(offset),
});

/** Commits into a list; `fails` makes the next write fail. */
function given() {
  const written: (readonly FetchPosition[])[] = [];
  const failures: unknown[] = [];
  const world = { fails: false };
  const commits = new Commits(
    async (offsets) => {
      if (world.fails) throw new Error('no broker');
      written.push(offsets);
    },
    (error) => void failures.push(error),
  );
  return { commits, written, failures, world };
}

/** Until so many writes were made. */
async function writes(written: readonly unknown[], count: number): Promise<void> {
  while (written.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('what moves within a while is written together, the last offset of each partition', async () => {
  const { commits, written } = given();
  commits.note(at(0, 1));
  commits.note(at(1, 5));
  commits.note(at(0, 2));
  expect(written).toEqual([]);
  await writes(written, 1);
  expect(written).toEqual([[at(0, 2), at(1, 5)]]);
});

test('a lost partition is not committed', async () => {
  const { commits, written } = given();
  commits.note(at(0, 1));
  commits.note(at(1, 5));
  commits.forget(at(1, 0));
  await commits.flush();
  expect(written).toEqual([[at(0, 1)]]);
});

test('what could not be written is written later, unless it has moved on', async () => {
  const { commits, written, failures, world } = given();
  world.fails = true;
  commits.note(at(0, 1));
  commits.note(at(1, 5));
  await commits.flush();
  expect(failures).toHaveLength(1);
  world.fails = false;
  commits.note(at(0, 2));
  await writes(written, 1);
  expect(written).toEqual([[at(0, 2), at(1, 5)]]);
});
