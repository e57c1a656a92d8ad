import { assert, nat, property, uniqueArray } from 'fast-check';
import { StreamUnavailable } from '../errors.ts';
import { PoisonRecord, type StreamRecord } from '../port.ts';
import { chunkSize, isCleanPoison, learn, nothingKnown } from './suspects.ts';

const record = (offset: number): StreamRecord => ({
  topic: 'in',
  partition: 0,
  offset: BigInt(offset),
  key: null,
  value: null,
  headers: {},
  timestamp: 0,
});
const records = (from: number, to: number): StreamRecord[] =>
  Array.from({ length: to - from }, (_, index) => record(from + index));

/** What a runner does with a chunk until all is committed: offsets that were put aside, and how many chunks it took. */
function runThrough(count: number, fails: (chunk: readonly StreamRecord[]) => unknown) {
  const memory = nothingKnown();
  const aside: number[] = [];
  let tries = 0;
  for (let waiting = records(0, count); waiting.length > 0; tries += 1) {
    if (tries > 5 * count + 5) throw new Error('it goes on for ever');
    const chunk = waiting.slice(0, chunkSize(waiting, memory));
    const isBad = memory.bad.delete(chunk[0]!.offset);
    const error = isBad ? null : fails(chunk);
    if (error !== null) {
      learn(error, chunk, memory);
      continue;
    }
    if (isBad) aside.push(Number(chunk[0]!.offset));
    memory.bugs.clear();
    waiting = waiting.slice(chunk.length);
  }
  return { aside, tries };
}

const holds = (chunk: readonly StreamRecord[], offset: number): StreamRecord | undefined =>
  chunk.find((one) => one.offset === BigInt(offset));

/** Names the record at offset 7 where the chunk holds it. */
const names = (chunk: readonly StreamRecord[]): unknown => {
  const poison = holds(chunk, 7);
  return poison === undefined ? null : new PoisonRecord(poison, 'TEST_POISON', 'cannot be read');
};

/** Of a record, and whether the task is as it was before. */
const poison = (offset: number, clean: boolean) =>
  new PoisonRecord(record(offset), 'TEST_POISON', 'bad', { clean });

test('of any records those that make the task throw are put aside, in order, and no other', () => {
  const bad = uniqueArray(nat({ max: 19 }), { maxLength: 6 });
  assert(
    property(bad, (offsets) => {
      const throws = (chunk: readonly StreamRecord[]): unknown =>
        offsets.some((offset) => holds(chunk, offset)) ? new Error('a defect') : null;
      expect(runThrough(20, throws).aside).toEqual(offsets.toSorted((a, b) => a - b));
    }),
  );
});

test('a record that the task names is put aside without a search', () => {
  // All of it, what stands before the bad one, the bad one, and the rest.
  expect(runThrough(20, names)).toEqual({ aside: [7], tries: 4 });
});

test('a record alone is tried twice before it is put aside', () => {
  const [one] = records(3, 4);
  const memory = nothingKnown();
  learn(new Error('a defect'), [one!], memory);
  expect(memory.bad.size).toBe(0);
  learn(new Error('a defect'), [one!], memory);
  expect(memory.bad.get(3n)).toEqual({ code: 'LEADLINE_UNEXPECTED', message: 'a defect', attempts: 2 });
});

test('a dependency that is down accuses no record', () => {
  const memory = nothingKnown();
  for (const chunk of [records(0, 1), records(0, 9), records(0, 1)])
    learn(new StreamUnavailable('Kafka does not answer.'), chunk, memory);
  expect(memory).toEqual(nothingKnown());
  expect(chunkSize(records(0, 9), memory)).toBe(9);
});

test('a task goes on after a poisonous record of the chunk only if it says that it is as before', () => {
  const chunk = records(0, 3);
  expect(isCleanPoison(poison(1, true), chunk)).toBe(true);
  expect(isCleanPoison(poison(1, false), chunk)).toBe(false);
  expect(isCleanPoison(poison(9, true), chunk)).toBe(false);
  expect(isCleanPoison(new Error('a defect'), chunk)).toBe(false);
});
