import { createProfile, DAY } from '@leadline/domain';
import * as fc from 'fast-check';
import { daysOf, type SourceDay } from './days.ts';
import type { SeenLead } from './facts.ts';
import { dayOfRecord, keyOfDay, newsOf, recordOf } from './kept.ts';

const START = Date.parse('2026-11-02T00:00:00Z');
const of = (source: string, at: number, product: string | null = null): SeenLead => ({
  tenant: 't',
  source,
  at,
  seen: {
    fields: new Map(
      product === null ? [] : [['product', { value: product, isUnknown: false, isInvalid: false }]],
    ),
    attributes: [],
    reasons: ['SPAM'],
  },
  isDuplicate: product === 'again',
});
const many = (count: number, source: string, at: number, product: string | null = null): SeenLead[] =>
  Array.from({ length: count }, () => of(source, at, product));

test('a day comes back as it was, but for what fewer than five leads have', () => {
  const leads = [...many(6, 'web', START, 'meter'), ...many(2, 'web', START + 1, 'again')];
  const [day] = daysOf(leads, []) as [SourceDay];
  const back = dayOfRecord(recordOf(day));
  expect(back).toMatchObject({ tenant: 't', source: 'web', day: START, duplicates: 2 });
  expect(back.profile).toMatchObject({
    leads: 8,
    judged: 8,
    quarantined: 8,
    reasons: new Map([['SPAM', 8]]),
  });
  expect(back.profile.fields.product).toEqual({
    filled: 8,
    unknown: 0,
    invalid: 0,
    values: new Map([['meter', 6]]),
  });
  expect(back.profile.fields.email).toEqual(createProfile().fields.email);
  expect(keyOfDay(back)).toBe('t/web/2026-11-02');
});

const leadsOf = (leads: readonly SeenLead[], kept: readonly SourceDay[]) =>
  daysOf(leads, kept).map(({ day, profile }) => [day, profile.leads]);

test('the day of more leads holds, whether its leads are still there or it was kept', () => {
  const days = (count: number): readonly SourceDay[] => daysOf(many(count, 'web', START), []);
  expect(leadsOf(many(3, 'web', START), days(5))).toEqual([[START, 5]]);
  expect(leadsOf(many(6, 'web', START), days(5))).toEqual([[START, 6]]);
  expect(leadsOf(many(2, 'web', START + DAY), [...days(5), ...days(4)])).toEqual([
    [START, 5],
    [START + DAY, 2],
  ]);
  expect(
    daysOf(many(3, 'form', START), days(5))
      .map(({ source }) => source)
      .toSorted(),
  ).toEqual(['form', 'web']);
});

test('what was kept is not news, and keeping never makes a day smaller', () => {
  const leads = fc.array(fc.record({ source: fc.constantFrom('web', 'form'), day: fc.nat(2) }), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(leads, leads, (first, second) => {
      const seen = (all: typeof first) => all.map(({ source, day }) => of(source, START + day * DAY));
      const kept: SourceDay[] = [...newsOf(daysOf(seen(first), []), [])];
      expect(newsOf(daysOf(seen(first), []), kept)).toEqual([]);
      const before = new Map(kept.map((day) => [keyOfDay(day), day.profile.leads]));
      kept.push(...newsOf(daysOf(seen(second), []), kept));
      for (const day of daysOf([], kept))
        expect(day.profile.leads).toBeGreaterThanOrEqual(before.get(keyOfDay(day)) ?? 1);
    }),
  );
});
