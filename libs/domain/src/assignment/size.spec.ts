import type { FoldResult } from './rows.ts';
import { replayCapsule } from './replay.ts';
import { MONDAY, rep, scored, sha256, world } from '../../test/scenario.ts';

/** A roster with loads of all kinds, and leads that know every rep; processor time, as other tests run beside. */
function loaded(
  reps: number,
  leads: number,
): { contents: Map<string, string>; results: FoldResult[]; ms: number } {
  const made = world();
  const ids = Array.from({ length: reps }, (_, n) => `rep-${String(n).padStart(4, '0')}`);
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York'];
  const countries = ['DE', 'FR', 'US', 'GB'];
  made.send(
    ...ids.map((id, n) =>
      rep(id, {
        timeZone: zones[n % 3] ?? '',
        territories: [countries[n % 4] ?? '', 'DE'],
        capacity: 40,
        dailyCap: 20,
      }),
    ),
  );
  const events = Array.from({ length: leads }).map((_lead, n) =>
    scored(`lead-${n}`, {
      country: countries[n % 4] ?? null,
      repIds: ids,
      repLogits: ids.map((_, r) => Math.round(-1_000_000 + 900_000 * Math.sin(n * 7 + r * 13))),
      receivedAt: MONDAY,
    }),
  );
  const start = process.cpuUsage();
  made.send(...events);
  const ms = process.cpuUsage(start).user / 1000;
  return { contents: made.contents(), results: made.results.slice(reps), ms };
}

const capsules = (results: readonly FoldResult[]): string[] =>
  results.flatMap(({ decisions }) => decisions.map(({ capsule }) => capsule));
const longest = (texts: readonly string[]): number => Math.max(...texts.map((text) => text.length));

test('a capsule with 500 candidates stays under 8 KB, one with 40 under 1.7 KB', () => {
  expect(longest(capsules(loaded(500, 200).results))).toBeLessThan(8192);
  expect(longest(capsules(loaded(40, 200).results))).toBeLessThan(1700);
});

test('200 leads among 500 reps are folded in well under a second, and replay', () => {
  loaded(500, 20);
  const { results, contents, ms } = loaded(500, 200);
  expect(results.flatMap(({ assigned }) => assigned)).toHaveLength(200);
  expect(ms).toBeLessThan(1000);
  for (const capsule of capsules(results).slice(0, 10))
    expect(replayCapsule(capsule, (hash) => contents.get(hash), sha256).kind).toBe('identical');
});
