import { readdirSync, readFileSync } from 'node:fs';
import { ENGINE } from './context.ts';
import { ENGINES } from './engines.ts';
import { capsuleHash, replayCapsule } from './replay.ts';
import type { ContentStored, DecisionRecorded } from './rows.ts';
import { sha256 } from '../../test/scenario.ts';

const folder = new URL('../../recordings/', import.meta.url);
const files = readdirSync(folder).toSorted();
const nameOf = (engine: string | number): string => `engine-${engine}.ndjson`;
const engineOf = (file: string): string => /^engine-(\d+)(?:-[a-z]+)?\.ndjson$/.exec(file)?.[1] ?? '';

/** What a recording shows; of those that have no line here, all ways of before policies could weigh and wait. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  'engine-2-joint.ndjson': ['value', 'explored', 'waiting', 'round-robin'],
  'engine-2-soft.ndjson': ['value', 'explored', 'waiting', 'round-robin'],
  'engine-2-transfer.ndjson': [
    'value',
    'explored',
    'waiting',
    'round-robin',
    'relaxed-1',
    'relaxed-2',
    'overflow',
    'transfer',
  ],
  'engine-2-waiting.ndjson': ['value', 'waiting', 'round-robin', 'relaxed-1', 'relaxed-2', 'overflow'],
};
const FIRST_PATHS = ['value', 'owner', 'waiting', 'round-robin', 'manual'];

type Row =
  | { readonly record: 'DecisionRecorded'; readonly value: DecisionRecorded }
  | { readonly record: 'ContentStored'; readonly value: ContentStored };

function recordingOf(file: string) {
  const lines = readFileSync(new URL(file, folder), 'utf8').trimEnd().split('\n');
  const rows = lines.map((line) => JSON.parse(line) as Row);
  const contents = new Map(
    rows.flatMap(({ record, value }) =>
      record === 'ContentStored' ? [[value.hash, value.body] as const] : [],
    ),
  );
  const decisions = rows.flatMap(({ record, value }) => (record === 'DecisionRecorded' ? [value] : []));
  const replay = (capsule: string) => replayCapsule(capsule, (hash) => contents.get(hash), sha256);
  return { decisions, replay };
}

test('there is a recording of every engine, and of no other', () => {
  expect(new Set(files.map(engineOf))).toEqual(new Set(Object.keys(ENGINES)));
  expect(files).toEqual(expect.arrayContaining(Object.keys(ENGINES).map(nameOf)));
  expect(files).toContain(nameOf(ENGINE));
});

describe.each(files)('what %s has decided', (file) => {
  const { decisions, replay } = recordingOf(file);

  test('is decided again to the byte', () => {
    expect(decisions.length).toBeGreaterThan(300);
    expect(new Set(decisions.map((decision) => decision.path))).toEqual(new Set(PATHS[file] ?? FIRST_PATHS));
    for (const { capsule, capsuleHash: hash, previousHash, engine: by } of decisions) {
      expect(by).toBe(Number(engineOf(file)));
      expect(capsuleHash(capsule, previousHash, sha256)).toBe(hash);
      expect(replay(capsule)).toEqual({ kind: 'identical' });
    }
  });

  test('is not any more when a single digit of a result is another', () => {
    const { capsule } = decisions.findLast(({ path }) => path === 'value') as DecisionRecorded;
    const result = capsule.indexOf('"best":[[');
    const digits = [...capsule.matchAll(/\d/gu)].filter(({ index }) => index > result).slice(0, 60);
    expect(digits).toHaveLength(60);
    for (const { index, 0: digit } of digits) {
      const forged = `${capsule.slice(0, index)}${(Number(digit) + 1) % 10}${capsule.slice(index + 1)}`;
      expect(replay(forged).kind).not.toBe('identical');
    }
  });
});
