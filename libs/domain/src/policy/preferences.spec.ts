import * as fc from 'fast-check';
import { subjectOf, testOf } from './condition.ts';
import { compilePreferences } from './preferences.ts';
import { aCondition, aLead, aTeam } from '../../test/conditions.ts';

const rules = fc.array(
  fc.record({
    id: fc.constant('p'),
    when: aCondition.filter((one) => ['lead', 'nothing'].includes(subjectOf(one))),
    prefer: aCondition,
    percent: fc.integer({ min: 1, max: 100 }),
  }),
  { maxLength: 6 },
);

test('compiled preferences add up what asking each pair adds up, to 100 at most', () => {
  fc.assert(
    fc.property(rules, fc.array(aLead, { minLength: 1, maxLength: 4 }), aTeam, (preferences, leads, team) => {
      const preferredBy = compilePreferences(preferences, team);
      for (const lead of leads) {
        const naive = team.map((rep) =>
          preferences.reduce(
            (sum, { when, prefer, percent }) =>
              testOf(when)(lead, rep) && testOf(prefer)(lead, rep) ? sum + percent : sum,
            0,
          ),
        );
        expect([...preferredBy(lead)]).toEqual(naive.map((sum) => Math.min(sum, 100)));
      }
    }),
    { numRuns: 300 },
  );
});
