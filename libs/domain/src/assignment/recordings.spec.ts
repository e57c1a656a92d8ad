import { readdirSync, readFileSync } from 'node:fs';
import { ENGINE } from './context.ts';
import { ENGINES } from './engines.ts';
import { capsuleHash, replayCapsule } from './replay.ts';
import type { ContentStored, DecisionRecorded } from './rows.ts';
import { sha256 } from '../../test/scenario.ts';

const folder = new URL('../../recordings/', import.meta.url);
const nameOf = (engine: string | number): string => `engine-${engine}.ndjson`;
const NAME = /^engine-(?<engine>\d+)(?<soft>-soft)?\.ndjson$/u;
const files = readdirSync(folder).toSorted();

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
  expect(new Set(files.map((file) => NAME.exec(file)?.groups?.['engine']))).toEqual(
    new Set(Object.keys(ENGINES)),
  );
  expect(files).toEqual(expect.arrayContaining(Object.keys(ENGINES).map(nameOf)));
  expect(files).toContain(nameOf(ENGINE));
});

const PATHS = ['value', 'owner', 'waiting', 'round-robin', 'manual'];
const SOFT_PATHS = ['value', 'explored', 'waiting', 'round-robin'];

describe.each(files)('what is recorded in %s', (file) => {
  const { decisions, replay } = recordingOf(file);
  const { engine, soft } = NAME.exec(file)?.groups ?? {};

  test('is decided again to the byte', () => {
    expect(decisions.length).toBeGreaterThan(300);
    expect(new Set(decisions.map((decision) => decision.path))).toEqual(
      new Set(soft === undefined ? PATHS : SOFT_PATHS),
    );
    for (const { capsule, capsuleHash: hash, previousHash, engine: by } of decisions) {
      expect(by).toBe(Number(engine));
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
