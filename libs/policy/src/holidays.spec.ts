import { faultsOf, policyOf } from '../test/policy.ts';
import { lintPolicy, releasedText, tryExamples } from './index.ts';

const FILE = `holidays: [2026-08-14]
teams:
  south: { reps: [ann], holidays: DE-BY }
  north: { where: rep.repId == 'ben', holidays: [DE-HH, 2026-12-24] }
rules: [{ id: x, require: "team('south') || team('north')" }]
reps:
  - { repId: ann, timeZone: Europe/Berlin, holidays: [2026-08-17] }
  - { repId: ben, timeZone: Europe/Berlin }
  - { repId: cy, timeZone: Europe/Vienna, holidays: AT }
`;

test.each([
  ['2026-06-04', ['ann']],
  ['2026-12-24', ['ben']],
  ['2026-08-14', ['ann', 'ben', 'cy']],
  ['2026-08-17', ['ann']],
  ['2026-10-26', ['cy']],
  ['2026-06-05', []],
])('on %s these have a holiday: %j', (date, free) => {
  const excluded = ['ann', 'ben', 'cy'].map(
    (one) => `${one}: ${free.includes(one) ? 'OUT_OF_HOURS' : one === 'cy' ? 'RULE' : 'CANDIDATE'}`,
  );
  const example = `examples:\n  - { name: x, at: "${date}T10:00:00Z", expect: { excluded: { ${excluded.join(', ')} } } }\n`;
  const policy = policyOf(`${FILE.replace(/rules: .*/, free.includes('cy') ? '' : '$&')}${example}`);
  expect(tryExamples(policy, policy.data.reps)[0]?.wrong).toEqual([]);
});

test('what is released has days, whatever calendars say later; the file keeps the names', () => {
  const { holidays } = policyOf(FILE).settings;
  expect(holidays).toMatchObject([
    { calendars: [], days: [20_679] },
    { team: 'south', calendars: ['DE-BY'], members: { op: 'in' } },
    { team: 'north', calendars: ['DE-HH'] },
  ]);
  expect(holidays?.[1]?.days.length).toBeGreaterThan(100);
  expect(releasedText(FILE)).toContain('holidays: DE-BY');
});

test('an unknown calendar or date is told with its line and column', () => {
  expect(faultsOf('holidays: [DE-XX, DE]\nteams: { a: { reps: [ann], holidays: 2026-02-30 } }\n')).toEqual([
    expect.stringMatching(/^2:12 holidays.0: must be a date, such as 2026-12-24, or a calendar/),
    expect.stringMatching(/^3:\d+ teams.a/),
  ]);
});

const found = (text: string) => lintPolicy(policyOf(text), []).filter(({ code }) => code === 'HOURS');

test('holidays that nobody looks at are told', () => {
  expect(found('hours: ignore\nholidays: DE\n')).toMatchObject([{ at: 'p.yaml:3:11' }]);
  expect(found('holidays: DE\n')).toEqual([]);
});
