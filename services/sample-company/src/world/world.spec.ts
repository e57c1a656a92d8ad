import { createHash } from 'node:crypto';
import { WEEKDAY_SHARES } from '@leadline/chance';
import { historyOf } from './history.ts';
import { countryOf } from './places.ts';
import type { Submission, World } from './types.ts';
import { createWorld } from './world.ts';

const DAY = 24 * 3_600_000;
const world = createWorld('spec');
const firsts = distinct(world);

function distinct({ submissions }: World): Submission[] {
  return [...new Map(submissions.toReversed().map((submission) => [submission.key, submission])).values()];
}
function share(test: (submission: Submission) => boolean): number {
  return firsts.filter(test).length / firsts.length;
}
function digest(one: World): string {
  const { manifest, repTruths, ...rest } = one;
  const text = JSON.stringify([rest, [...manifest], [...repTruths], historyOf(one).slice(0, 200)]);
  return createHash('sha256').update(text).digest('hex');
}

test('the same seed gives the same bytes, another seed others', () => {
  const small = { leads: 300, history: 300 };
  const [one, again, other] = ['a', 'a', 'b'].map((seed) => digest(createWorld(seed, small)));
  expect(again).toBe(one);
  expect(other).not.toBe(one);
  // Written once: a change here changes every recorded run of the sample company.
  expect(one).toBe('f524abced15b945c8d9686f79ddde96b6ed394df11bf764790309b598411c3f1');
});

describe('the company', () => {
  test('has 120 reps in three workspaces and five time zones', () => {
    expect(world.reps).toHaveLength(120);
    expect(new Set(world.reps.map((rep) => rep.repId)).size).toBe(120);
    expect(new Set(world.reps.map((rep) => rep.email)).size).toBe(120);
    expect(new Set(world.reps.map((rep) => rep.workspace))).toEqual(new Set(['emea', 'americas', 'apac']));
    expect(new Set(world.reps.map((rep) => rep.timeZone)).size).toBe(5);
  });

  test('has accounts, some with an owner of their workspace', () => {
    const owned = world.accounts.filter((account) => account.ownerRepId !== null);
    expect(owned.length / world.accounts.length).toBeGreaterThan(0.1);
    expect(owned.length / world.accounts.length).toBeLessThan(0.2);
    expect(new Set(world.accounts.map((account) => account.domain)).size).toBe(world.accounts.length);
    const workspaces = new Map(world.reps.map((rep) => [rep.repId, rep.workspace]));
    expect(owned.every((account) => workspaces.get(account.ownerRepId!) === account.workspace)).toBe(true);
  });

  test('opens with deals that leave every rep room', () => {
    for (const rep of world.reps) {
      const open = world.deals.filter((deal) => deal.repId === rep.repId).length;
      expect(open).toBeLessThanOrEqual(rep.capacity / 4);
    }
    expect(world.deals.every((deal) => deal.closesAt > world.startAt)).toBe(true);
  });
});

const localDay = ({ body }: Submission): number => {
  const code = world.manifest.get(`${body.source}/${body.idempotencyKey}`)!.traits.country;
  return new Date(body.occurredAt + countryOf(code).utcOffset * 60_000).getUTCDay();
};

describe('arrivals', () => {
  test('start on a Monday and stay in the two weeks, about ten thousand', () => {
    expect(new Date(world.startAt + DAY / 2).getUTCDay()).toBe(1);
    expect(world.endAt - world.startAt).toBe(15 * DAY);
    const times = world.submissions.map((submission) => submission.sendAt);
    expect(Math.min(...times)).toBeGreaterThan(world.startAt);
    expect(Math.max(...times)).toBeLessThanOrEqual(world.endAt);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(world.submissions.length).toBeGreaterThan(9000);
    expect(world.submissions.length).toBeLessThan(11_000);
  });

  test('follow the weekdays, in local time', () => {
    for (const [index, expected] of WEEKDAY_SHARES.entries()) {
      const seen = share((submission) => localDay(submission) === (index + 1) % 7);
      expect(Math.abs(seen - expected)).toBeLessThan(0.04);
    }
  });

  test('come from five sources, a third of them when nobody is at work', () => {
    expect(new Set(firsts.map(({ body }) => body.source)).size).toBe(5);
    expect(share(({ body }) => body.source === 'web')).toBeGreaterThan(0.35);
  });
});

describe('dirt', () => {
  test.each<[string, number, number, (body: Submission['body']) => boolean]>([
    ['phone missing', 0.21, 0.28, (body) => body.phone === undefined],
    ['e-mail missing', 0.04, 0.08, (body) => body.email === undefined],
    ['e-mail without its @', 0.05, 0.08, (body) => body.email !== undefined && !body.email.includes('@')],
    [
      'region unspecific',
      0.3,
      0.38,
      (body) => ['--', 'n/a', 'All', 'Please select'].includes(body.region ?? ''),
    ],
    ['drop-down default as industry', 0.06, 0.1, (body) => body.industry === 'Please select'],
    ['country missing', 0.08, 0.12, (body) => body.country === undefined],
    ['consent denied', 0.01, 0.03, (body) => body.consent === 'denied'],
  ])('%s: between %p and %p', (_, low, high, test) => {
    const seen = share(({ body }) => test(body));
    expect(seen).toBeGreaterThan(low);
    expect(seen).toBeLessThan(high);
  });
});

describe('the manifest', () => {
  const verdicts = [...world.manifest.values()].map((row) => row.verdict);
  const part = (reason: string): number =>
    verdicts.filter((verdict) => verdict.kind === 'quarantine' && verdict.reason === reason).length /
    verdicts.length;

  test('has one row per distinct key, and 2 % of the submissions repeat one', () => {
    expect(new Set(world.submissions.map(({ key }) => key))).toEqual(new Set(world.manifest.keys()));
    const repeats = world.submissions.length - world.manifest.size;
    expect(repeats / world.submissions.length).toBeGreaterThan(0.012);
    expect(repeats / world.submissions.length).toBeLessThan(0.028);
  });

  test('repeats are the same request', () => {
    for (const submission of world.submissions) {
      expect(submission.body).toBe(firsts.find(({ key }) => key === submission.key)?.body);
    }
  });

  test('names each junk with its share', () => {
    expect(part('INVALID_CONTACT')).toBeGreaterThan(0.03);
    expect(part('INVALID_CONTACT')).toBeLessThan(0.08);
    for (const reason of ['TEST_LEAD', 'DISPOSABLE_EMAIL', 'SPAM', 'JUNK_NAME']) {
      expect(part(reason)).toBeGreaterThan(0.01);
      expect(part(reason)).toBeLessThan(0.03);
    }
  });

  test('duplicates follow a valid lead of the same workspace within a day', () => {
    const bodies = new Map(firsts.map(({ key, body }) => [key, body]));
    const duplicates = [...world.manifest.values()].filter((row) => row.verdict.kind === 'duplicate');
    expect(duplicates.length / world.manifest.size).toBeGreaterThan(0.03);
    expect(duplicates.length / world.manifest.size).toBeLessThan(0.05);
    for (const { key, verdict } of duplicates) {
      if (verdict.kind !== 'duplicate') continue;
      expect(world.manifest.get(verdict.of)?.verdict.kind).toBe('valid');
      const [first, second] = [bodies.get(verdict.of)!, bodies.get(key)!];
      expect(second.workspace).toBe(first.workspace);
      expect(second.occurredAt).toBeGreaterThan(first.occurredAt);
      expect(second.occurredAt - first.occurredAt).toBeLessThan(DAY);
    }
  });
});
