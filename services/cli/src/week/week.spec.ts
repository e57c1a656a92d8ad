import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assert, integer, property } from 'fast-check';
import { offsetAt } from '@leadline/domain';
import { loadPolicy, type PolicyDocument } from '@leadline/policy';
import { zoneOffsets } from '@leadline/reference';
import { figuresOf } from './figures.ts';
import { type Given, type PlayedWeek, playWeek } from './play.ts';
import { weekLines } from './view.ts';

const folder = join(import.meta.dirname, '../../../../policies/examples');
const policies = readdirSync(folder).map((file) => loadPolicy(join(folder, file)));
const named = policies.map((policy) => [policy.settings.version, policy] as const);
const played = (policy: PolicyDocument, seed = '1'): PlayedWeek =>
  playWeek(policy.settings, policy.data.reps, policy.data.week!, seed);

const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

test('leads that another workspace gets are told apart from those that wait', () => {
  const [policy] = policies as [PolicyDocument];
  const transfer = { afterMinutes: 30, workspace: 'elsewhere' };
  const week = playWeek({ ...policy.settings, transfer }, policy.data.reps, policy.data.week!, '1');
  const figures = figuresOf(policy, week);
  expect(figures.handedOn).toBeGreaterThan(0);
  expect(figures.assigned + figures.waiting + figures.escalated + figures.handedOn).toBe(figures.total);
  expect(weekLines(figures)[0]).toContain(`${figures.handedOn} handed on to another workspace`);
});

describe.each(named)('the week of %s', (_version, policy) => {
  const week = played(policy);
  const figures = figuresOf(policy, week);

  test('every lead has a rep, or waits, or has waited beyond its deadline', () => {
    expect(figures.total).toBeGreaterThan(0.5 * policy.data.week!.leads);
    expect(figures.assigned + figures.waiting + figures.escalated).toBe(figures.total);
    const ids = [...week.given.map(({ lead }) => lead.leadId), ...week.waiting, ...week.escalated];
    expect(new Set(ids)).toEqual(new Set(week.leads.map(({ leadId }) => leadId)));
    for (const groups of [figures.reps, figures.tiers, figures.zones])
      expect(sum(groups.map(({ leads }) => leads))).toBe(figures.assigned);
    expect(sum(figures.kinds.map(({ leads }) => leads))).toBe(figures.total);
    expect(sum(Object.values(figures.paths))).toBe(figures.assigned);
    expect(sum(figures.reps.map(({ due }) => due))).toBeCloseTo(1, 9);
  });

  test('nobody gets more new leads on a day than the daily cap; owners do not count it', () => {
    for (const rep of policy.data.reps) {
      const zone = zoneOffsets(rep.timeZone)!;
      const own = week.given.filter(({ repId, path }) => repId === rep.repId && path !== 'owner');
      const days = Map.groupBy(own, ({ at }) => Math.floor((at + offsetAt(zone, at) * 60_000) / 86_400_000));
      for (const given of days.values()) expect(given.length).toBeLessThanOrEqual(rep.dailyCap);
    }
  });

  test('leads are given in the hours of the rep, where the policy asks for hours', () => {
    if (policy.settings.hours === 'ignore') return;
    for (const { repId, at } of week.given) {
      const rep = policy.data.reps.find((one) => one.repId === repId)!;
      const local = new Date(at + offsetAt(zoneOffsets(rep.timeZone)!, at) * 60_000);
      const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
      expect(rep.workDays).toContain(local.getUTCDay() === 0 ? 7 : local.getUTCDay());
      expect(minute >= rep.workStart && minute < rep.workEnd).toBe(true);
    }
  });

  test('what shows: a row for each rep and each kind of lead', () => {
    const text = weekLines(figures).join('\n');
    for (const { repId } of policy.data.reps) expect(text).toContain(`\n${repId} `);
    for (const { name } of policy.data.week!.kinds) expect(text).toContain(`\n${name} `);
  });
});

test('the same seed plays the same week, another seed another', () => {
  const [policy] = policies;
  const text = (seed: string): string => JSON.stringify(figuresOf(policy!, played(policy!, seed)));
  expect(text('a')).toBe(text('a'));
  expect(text('a')).not.toBe(text('b'));
});

/** Leads that a rep has open when each comes, counting those of the week alone. */
const openAt = (given: readonly Given[], { at, repId }: Given): number =>
  given.filter(
    (one) =>
      one.repId === repId &&
      one.at < at &&
      one.lead.occurredAt + one.waitMinutes * 60_000 + one.lead.openFor > at,
  ).length;

test('whatever the seed: nobody is above capacity, but owners as far as the policy lets them', () => {
  assert(
    property(integer({ min: 0, max: 1e9 }), (seed) => {
      const policy = policies.find(({ settings }) => settings.version.startsWith('round-robin'))!;
      const { given } = played(policy, String(seed));
      for (const one of given) {
        const { capacity } = policy.data.reps.find(({ repId }) => repId === one.repId)!;
        expect(openAt(given, one)).toBeLessThan(capacity);
      }
    }),
    { numRuns: 10 },
  );
});

const weekOf = (version: string) => {
  const policy = policies.find(({ settings }) => settings.version.startsWith(version))!;
  return { policy, week: played(policy) };
};
const tier = (policy: PolicyDocument, repId: string): string =>
  policy.data.reps.find((rep) => rep.repId === repId)!.tier;

test('large deals go to the enterprise team, small ones spare the gold dealers', () => {
  const b2b = weekOf('b2b');
  for (const { lead, repId, path } of b2b.week.given)
    if (path !== 'owner')
      expect(tier(b2b.policy, repId)).toBe(
        lead.facts.segment === 'enterprise' || lead.value >= 50_000 ? 'enterprise' : 'mid-market',
      );
  const makers = weekOf('manufacturer');
  for (const { lead, repId, path } of makers.week.given)
    if (path !== 'owner' && lead.value < 2_000) expect(tier(makers.policy, repId)).not.toBe('gold');
});
