import * as fc from 'fast-check';
import { explainCapsule } from './explain.ts';
import {
  localDay,
  localHour,
  localWeek,
  nextLocalHour,
  nextLocalWeek,
  offsetAt,
  type ZoneOffsets,
} from './hours.ts';
import { parsePolicy } from './policy.ts';
import { replayCapsule } from './replay.ts';
import { nextTimerAt } from './views.ts';
import {
  command, DAY, HOUR, MINUTE, MONDAY, outcome, policy, rep, scored, sha256, ticked, world, zone,
} from '../../test/scenario.ts'; // prettier-ignore

const everybody = { op: 'and', of: [] };
const juniors = { op: '==', left: { rep: 'tier' }, right: { value: 'junior' } };
const free = { capacity: 1000, dailyCap: 1000 };

test.each([
  ['TEAM_HOUR_CAP', { perHour: 2 }, MONDAY + 11 * HOUR],
  ['TEAM_DAY_CAP', { perDay: 2 }, MONDAY + DAY],
  ['TEAM_WEEK_CAP', { perWeek: 2 }, MONDAY + 7 * DAY],
  ['TEAM_WEEK_CAP', { perWeek: 2, perDay: 5, perHour: 3 }, MONDAY + 7 * DAY],
])('%s: with %j the third lead waits until the next one begins', (code, cap, next) => {
  const { send, lead, now, state } = world();
  const caps = [{ team: 'all', members: everybody, ...cap }];
  send(rep('ann', free), policy({ hours: 'ignore', waiting: { deadlineMinutes: 20_000 }, caps }));
  now(MONDAY + 10 * HOUR + 20 * MINUTE).send(scored('l1'), scored('l2'), scored('l3'));
  expect(lead('l3')).toMatchObject({ state: 'waiting', reasons: [`${code}:1`] });
  expect(nextTimerAt(state)).toBe(next);
  now(next - 1).send(ticked());
  expect(lead('l3').state).toBe('waiting');
  now(next).send(ticked());
  expect(lead('l3')).toMatchObject({ state: 'assigned', repId: 'ann' });
});

test("the hour, day and week are those of the rep's own clock", () => {
  const { lead, now } = world();
  now(MONDAY + HOUR).send(
    rep('ann', { ...free, timeZone: 'America/New_York' }),
    policy({ caps: [{ team: 'all', members: everybody, perWeek: 1 }] }),
  );
  // Sunday evening in New York is Monday in UTC.
  now(MONDAY + 2 * HOUR).send(scored('l1'), scored('l2'));
  expect(lead('l2').state).toBe('waiting');
  now(MONDAY + 4 * HOUR).send(ticked());
  expect(lead('l2').state).toBe('assigned');
});

test('of several caps the least holds, and a cap is about its team alone', () => {
  const { send, lead } = world();
  send(
    rep('ann', { ...free, tier: 'junior' }),
    rep('ben', { ...free, tier: 'senior' }),
    policy({
      strategy: 'round-robin',
      caps: [
        { team: 'all', members: everybody, perDay: 3 },
        { team: 'juniors', members: juniors, perDay: 1 },
      ],
    }),
  );
  for (let n = 0; n < 5; n += 1) send(scored(`l${n}`));
  expect(['l0', 'l1', 'l2', 'l3'].map((id) => lead(id).repId)).toEqual(['ann', 'ben', 'ben', 'ben']);
  expect(lead('l4').reasons).toEqual(['TEAM_DAY_CAP:2']);
});

test('owners and commands are not asked, and count', () => {
  const { send, lead } = world();
  send(rep('ann', free), policy({ caps: [{ team: 'all', members: everybody, perDay: 1 }] }));
  send(scored('l1', { accountOwner: 'ann' }), scored('l2', { accountOwner: 'ann' }), scored('l3'));
  expect([lead('l1').path, lead('l2').path, lead('l3').path]).toEqual(['owner', 'owner', 'waiting']);
  send(command('l3', 'reassign', 'ann'));
  expect(lead('l3')).toMatchObject({ repId: 'ann', path: 'manual' });
});

test('what came before the cap was released counts', () => {
  const { send, lead } = world();
  send(rep('ann', free), scored('l1'), scored('l2'));
  send(policy({ caps: [{ team: 'all', members: everybody, perWeek: 2 }] }), scored('l3'));
  expect(lead('l3').reasons).toEqual(['TEAM_WEEK_CAP:1']);
});

test('capsules with caps decide again to the byte, and are told in words', () => {
  const made = world();
  made.send(rep('ann', free), policy({ caps: [{ team: 'all', members: everybody, perHour: 1 }] }));
  made.send(scored('l1'), scored('l2'));
  const { capsule } = made.results.flatMap(({ decisions }) => decisions).at(-1)!;
  const content = (hash: string) => made.contents().get(hash);
  expect(capsule).toContain('"thisHour":"0.0."');
  expect(replayCapsule(capsule, content, sha256)).toEqual({ kind: 'identical' });
  expect(
    replayCapsule(capsule.replace('"thisHour":"0.0."', '"thisHour":"-1.0."'), content, sha256).kind,
  ).toBe('differs');
  expect(explainCapsule(capsule)).toContain(
    "0 of 1 reps are candidates; excluded: 1 hourly cap of the rep's team reached",
  );
});

test.each([
  [{ perHour: 1.5 }, /^caps: \[0\]: perHour, perDay and perWeek must be whole numbers/],
  [{ perDay: -1 }, /must be whole numbers/],
  [{ perMonth: 1 }, /perMonth is no part of it/],
  [
    { members: { op: '==', left: { lead: 'country' }, right: { value: 'DE' } } },
    /members must be a condition on the rep/,
  ],
])('a cap that makes no sense is refused: %j', (over, why) => {
  const parsed = parsePolicy(JSON.stringify({ caps: [{ team: 't', members: everybody, ...over }] }));
  expect(parsed).toEqual({ ok: false, errors: [expect.stringMatching(why)] });
});

const zones = ['UTC', 'Europe/Berlin', 'America/New_York'] as const;
const offsetIn = (name: string, at: number): number => offsetAt(zone(name) as ZoneOffsets, at);

test('the next hour and week are when their number changes, over the change of clocks, too', () => {
  const about = fc.integer({ min: -3 * 1440, max: 12 * 1440 }).map((n) => MONDAY + n * MINUTE);
  fc.assert(
    fc.property(fc.constantFrom(...zones), about, (name, at) => {
      for (const [next, number] of [
        [nextLocalHour(zone(name), at), localHour],
        [nextLocalWeek(zone(name), at), localWeek],
      ] as const) {
        expect(next).toBeGreaterThan(at);
        expect(number(next - 1, offsetIn(name, next - 1))).toBe(number(at, offsetIn(name, at)));
        expect(number(next, offsetIn(name, next))).toBeGreaterThan(number(at, offsetIn(name, at)));
      }
    }),
    { numRuns: 1000 },
  );
});

test('no rep is over any cap, whatever comes, goes and waits', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });
  const limits = fc.record({ perHour: limit, perDay: limit, perWeek: limit });
  const step = fc.record({
    minutes: fc.constantFrom(0, 7, 61, 700, 2000),
    leads: fc.integer({ min: 0, max: 4 }),
    close: fc.boolean(),
  });
  fc.assert(
    fc.property(limits, limits, fc.array(step, { minLength: 5, maxLength: 25 }), (all, some, steps) => {
      const { send, now, results } = world();
      const caps = [
        { team: 'all', members: everybody, ...all },
        { team: 'juniors', members: juniors, ...some },
      ];
      send(
        policy({ caps }),
        ...zones.map((timeZone, n) =>
          rep(`r${n}`, { timeZone, tier: n === 0 ? 'junior' : 'senior', capacity: 1000, dailyCap: 1000 }),
        ),
      );
      // Summer time begins in Berlin on the Sunday.
      let at = MONDAY + 4 * DAY;
      let made = 0;
      for (const { minutes, leads, close } of steps) {
        now((at += minutes * MINUTE)).send(ticked());
        for (let n = 0; n < leads; n += 1) send(scored(`l${(made += 1)}`, { receivedAt: at }));
        if (close) send(outcome(`l${made}`, 'lost'));
      }
      const seen = new Map<string, number>();
      for (const { repId, assignedAt } of results.flatMap(({ assigned }) => assigned)) {
        const offset = offsetIn(zones[Number(repId.slice(1))] ?? 'UTC', assignedAt);
        for (const [key, number] of [
          ['perHour', localHour(assignedAt, offset)],
          ['perDay', localDay(assignedAt, offset)],
          ['perWeek', localWeek(assignedAt, offset)],
        ] as const) {
          const window = `${repId} ${key} ${number}`;
          seen.set(window, (seen.get(window) ?? 0) + 1);
          const most = Math.min(all[key] ?? Infinity, repId === 'r0' ? (some[key] ?? Infinity) : Infinity);
          expect(seen.get(window)).toBeLessThanOrEqual(most);
        }
      }
    }),
    { numRuns: 150 },
  );
});
