import { saw } from '../../test/profiled-lead.ts';
import type { ProfiledLead } from './fields.ts';
import { learnContract } from './learn.ts';
import { count, createProfile } from './profile.ts';
import { watchSource } from './watch.ts';

const DAY = 86_400_000;

const usual = (serial: number): Partial<ProfiledLead> => ({
  product: serial % 2 === 0 ? 'meter' : 'gateway',
  industry: serial % 10 < 8 ? 'x' : null,
  attributes: { term: 'a' },
});

describe('a watch', () => {
  const day = (index: number, said: (serial: number) => Partial<ProfiledLead>, leads = 200) =>
    Array.from({ length: leads }, (_, serial) => ({
      at: index * DAY + serial * 1000,
      one: saw(said(serial)),
    }));
  const profiles = Array.from({ length: 10 }, (_, index) => {
    const profile = createProfile();
    for (const { one } of day(index, usual)) count(profile, one);
    return { day: index * DAY, profile };
  });
  const contract = learnContract({ tenant: 't', source: 'web' }, profiles, { from: 0, to: 10 * DAY });
  const watched = (...days: ReturnType<typeof day>[]) => {
    const watch = watchSource(contract);
    for (const { at, one } of days.flat()) watch.add(one, at);
    watch.advance(days.flat().at(-1)!.at + DAY);
    return watch.alarms();
  };

  test('a contract is learned with limits that leave room', () => {
    expect(contract).toMatchObject({
      learned: { from: 0, to: 10 * DAY, leads: 2000 },
      volume: { perDay: 200 },
      attributes: ['term'],
      fields: { product: { values: { gateway: 0.5, meter: 0.5 }, maxUnknown: null } },
    });
    expect(contract.fields.industry!.minFilled).toBeGreaterThan(0.76);
    expect(contract.fields.industry!.minFilled).toBeLessThan(0.8);
    expect(contract.fields.amount).toBeUndefined();
  });

  test('given a field that is gone for a day, its alarm says since when and until when', () => {
    const gone = (serial: number) => ({ ...usual(serial), industry: serial < 100 ? 'x' : null });
    const [alarm, ...others] = watched(day(10, usual), day(11, gone), day(12, usual), day(13, usual));
    expect(others).toEqual([]);
    expect(alarm).toMatchObject({
      tenant: 't',
      source: 'web',
      kind: 'FIELD_EMPTY',
      field: 'industry',
      until: 12 * DAY,
    });
    expect(alarm!.since).toBeGreaterThanOrEqual(11 * DAY + 90_000);
    expect(alarm!.since).toBeLessThanOrEqual(11 * DAY + 101_000);
    expect(alarm!.chance).toBeLessThanOrEqual(0.0005);
    expect(alarm!.found).toBe(0);
  });

  test('given a renamed field, one alarm says what is gone and one what has come', () => {
    const renamed = (serial: number) => ({
      ...usual(serial),
      industry: null,
      attributes: { term: 'a', branche: 'x' },
    });
    const kinds = watched(day(10, usual), day(11, renamed)).map(({ kind, field, examples, until }) => ({ kind, field, examples, until })); // prettier-ignore
    expect(kinds).toEqual([
      { kind: 'FIELD_NEW', field: null, examples: ['branche'], until: null },
      { kind: 'FIELD_EMPTY', field: 'industry', examples: [], until: null },
    ]);
  });

  test('given known values in other shares, the alarm names the value; given new ones, them', () => {
    const shifted = (serial: number) => ({
      ...usual(serial),
      product: serial % 10 === 0 ? 'meter' : 'gateway',
    });
    expect(watched(day(10, usual), day(11, shifted))).toMatchObject([
      {
        kind: 'VALUES_SHIFTED',
        field: 'product',
        since: 11 * DAY,
        promised: 0.5,
        found: 0.1,
        examples: ['meter'],
      },
    ]);
    const fresh = (serial: number) => ({
      ...usual(serial),
      product: serial % 5 === 0 ? 'meter-max' : 'gateway',
    });
    expect(watched(day(10, usual), day(11, fresh))[0]).toMatchObject({
      kind: 'VALUE_NEW',
      examples: ['meter-max'],
    });
  });

  test('given quarantine and days without a lead, they have their alarms', () => {
    const bad = day(11, usual).map(({ at, one }) => ({ at, one: { ...one, reasons: ['SPAM'] } }));
    expect(watched(day(10, usual), bad)).toMatchObject([{ kind: 'QUARANTINE_HIGH', examples: ['SPAM'] }]);
    expect(watched(day(10, usual), day(13, usual))).toMatchObject([
      { kind: 'VOLUME_LOW', since: 11 * DAY, promised: 200, found: 0, until: 13 * DAY },
    ]);
  });

  test('given what the contract promises, nothing is said, however the day is cut', () => {
    expect(watched(...Array.from({ length: 30 }, (_, index) => day(10 + index, usual)))).toEqual([]);
  });
});
