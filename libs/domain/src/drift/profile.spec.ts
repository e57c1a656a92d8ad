import * as fc from 'fast-check';
import { saw } from '../../test/profiled-lead.ts';
import type { ProfiledLead } from './fields.ts';
import { count, createProfile, mergeProfiles, type SourceProfile } from './profile.ts';
import { addTo, createTally, mergeTallies } from './tally.ts';

const tallyOf = (values: readonly string[]) => {
  const tally = createTally();
  for (const value of values) addTo(tally, value);
  return tally;
};

const countsOf = (values: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

describe('a tally', () => {
  const values = fc.array(fc.oneof(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 120 }).map(String)), { maxLength: 400 }); // prettier-ignore

  test('keeps few values, and misses no count by more than a 41st, in whatever parts it was made', () => {
    fc.assert(
      fc.property(values, values, values, (one, two, three) => {
        const all = [...one, ...two, ...three];
        const parts = [mergeTallies(mergeTallies(tallyOf(one), tallyOf(two)), tallyOf(three)), tallyOf(all)];
        for (const tally of parts) {
          expect(tally.size).toBeLessThanOrEqual(40);
          for (const [value, true_] of countsOf(all)) {
            const kept = tally.get(value) ?? 0;
            expect(kept).toBeLessThanOrEqual(true_);
            expect(true_ - kept).toBeLessThanOrEqual(all.length / 41);
          }
        }
      }),
    );
  });

  test('is exact while values are few', () => {
    const few = Array.from({ length: 500 }, (_, index) => `v${String((index * 7) % 40)}`);
    expect(mergeTallies(tallyOf(few.slice(0, 99)), tallyOf(few.slice(99)))).toEqual(countsOf(few));
  });
});

const profileOf = (leads: readonly Partial<ProfiledLead>[]): SourceProfile => {
  const profile = createProfile();
  for (const one of leads) count(profile, saw(one));
  return profile;
};

test('profiles of parts make the profile of the whole, in any order', () => {
  const some = fc.record({ product: fc.constantFrom('a', 'b', null), country: fc.constantFrom('DE', '?x', null), employees: fc.constantFrom(1, null) }); // prettier-ignore
  fc.assert(
    fc.property(fc.array(some), fc.array(some), (one, two) => {
      const whole = profileOf([...one, ...two]);
      expect(mergeProfiles(profileOf(one), profileOf(two))).toEqual(whole);
      expect(mergeProfiles(profileOf(two), profileOf(one))).toEqual(whole);
    }),
  );
});
