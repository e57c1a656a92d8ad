import type { Records } from '@leadline/contracts';
import { learnContract, type SourceContract } from '@leadline/domain';
import { NO_CONTRACTS } from '@leadline/reference';
import { createQualityFold, type Told } from './fold.ts';
import { recordOf } from './kept.ts';
import { adviceOn, sureOf, whatOf } from './advice.ts';
import { isBroken, qualityReport, type QualityReport } from './report.ts';
import { sectionsOf } from './view/sections.ts';
import { daysOf, wholeDaysOf } from './days.ts';
import { qualityLines, qualityPage } from './view/page.ts';

const DAY = 86_400_000;
const START = Date.parse('2026-11-02T00:00:00Z');
const ALL = { period: { from: -Infinity, to: Infinity }, tenant: null, source: null };
const EVIL = '"><script>alert(1)</script>';

const parts = {
  contracts: NO_CONTRACTS,
  read: (field: string, text: string) => (field === 'country' && text === 'DE' ? 'DE' : null),
  lookups: { isCountry: (code: string) => code === 'DE', isZone: (name: string) => name === 'UTC' },
};

const scope = { tenant: 't', workspace: 'w' };
type Lead = Partial<Records['LeadReceived']>;
const received = (leadId: string, at: number, said: Lead = {}): Told => ({
  record: 'LeadReceived',
  value: {
    ...scope, leadId, attempt: 1, source: 'Web', occurredAt: at, receivedAt: at, flags: [], submissionHash: '', company: null,
    contact: { email: 'ada@lovelace.dev', phone: null, firstName: 'Ada', lastName: 'Lovelace', name: null, message: null },
    companyDomain: null, country: 'DE', region: null, timeZone: null, language: null, title: null, industry: null, employees: null,
    product: 'meter', dealType: null, amount: null, campaign: null, accountId: null, postalCode: null, ipCountry: null, medium: null,
    companySize: null, visitorId: null, consent: 'unknown', test: false, attributes: {}, stages: [], ...said,
  },
}); // prettier-ignore
const quality = { completeness: 1, validity: 1, issues: [] };
const validated = (leadId: string, attempt = 1): Told => ({ record: 'LeadValidated', value: { ...scope, leadId, attempt, quality } }); // prettier-ignore
const quarantined = (leadId: string, reasons: readonly string[], attempt = 1): Told => ({
  record: 'LeadQuarantined',
  value: { ...scope, leadId, attempt, reasons, quality: { ...quality, issues: ['EMAIL_INVALID'] } },
});
const outcome = (leadId: string, at: number, said: object = {}): Told => ({
  record: 'DealOutcome',
  value: {
    ...scope,
    eventId: `${leadId}-${at}`,
    leadId,
    outcome: 'won',
    amount: 5,
    reason: null,
    occurredAt: at,
    ...said,
  },
});
const rep = (repId: string, said: object = {}): Told => ({
  record: 'RepUpserted',
  value: {
    ...scope, repId, active: true, territories: ['*'], skills: ['*'], languages: [], tier: 's', timeZone: 'UTC', workDays: [1],
    workStart: 0, workEnd: 1, capacity: 1, dailyCap: 1, ...said,
  },
}); // prettier-ignore

function factsOf(told: readonly Told[], contracts = parts.contracts) {
  const fold = createQualityFold({ ...parts, contracts });
  for (const one of told) fold.add(one);
  return fold.facts();
}
const report = (told: readonly Told[]): QualityReport =>
  qualityReport(factsOf(told), NO_CONTRACTS, ALL, START);

test('given a lead that was repaired, the source answers for what it sent first', () => {
  const { sources } = report([
    validated('a', 2),
    quarantined('a', ['INVALID_CONTACT']),
    validated('b'),
    { record: 'LeadStatus', value: { leadId: 'b', state: 'duplicate' } },
    received('a', START),
    received('b', START + DAY, { country: 'Narnia', source: 'WEB' }),
    received('b', START + DAY),
  ]);
  expect(sources).toHaveLength(1);
  expect(sources[0]).toMatchObject({
    tenant: 't',
    source: 'web',
    leads: 2,
    quarantined: { count: 1, of: 2 },
    duplicates: { count: 1, of: 2 },
    known: { count: 1, of: 2 },
    reasons: [{ reason: 'INVALID_CONTACT' }],
    days: [
      { day: START, leads: 1, quarantined: { count: 1 }, duplicates: { count: 0 } },
      { day: START + DAY, leads: 1, quarantined: { count: 0 }, duplicates: { count: 1 } },
    ],
  });
  expect(sources[0]!.fields.find(({ field }) => field === 'email')!.invalid).toMatchObject({
    count: 1,
    of: 2,
  });
});

test('given days that were kept, they are told of though their leads are gone, and no lead counts twice', () => {
  const leads = [received('a', START), received('b', START + DAY), validated('b')];
  const days = daysOf(factsOf(leads).leads, []);
  const kept = days.map((day): Told => ({ record: 'SourceProfiled', value: recordOf(day) }));
  const left = received('b', START + DAY);
  const period = (from: number, to: number) => ({ ...ALL, period: { from, to } });
  const of = (selection: typeof ALL) =>
    qualityReport(factsOf([...kept, left]), NO_CONTRACTS, selection, START);
  expect(of(ALL)).toMatchObject({
    leads: 2,
    sources: [{ leads: 2, days: [{ day: START }, { day: START + DAY }] }],
  });
  expect(of(period(START, START + DAY))).toMatchObject({ leads: 1 });
  expect(of(period(START + 1, START + DAY))).toMatchObject({ leads: 0, sources: [] });
  expect(of(period(START, START + DAY - 1))).toMatchObject({ leads: 0, sources: [] });
  expect(of({ ...ALL, tenant: 'other' } as unknown as typeof ALL)).toMatchObject({ leads: 0 });
});

test('given outcomes, each is judged with what is known of its lead and rep', () => {
  const { outcomes } = report([
    received('a', START),
    received('b', START),
    { record: 'LedgerEntry', value: { ...scope, kind: 'assigned', leadId: 'a', repId: 'r' } },
    outcome('a', START + DAY),
    outcome('a', START - DAY),
    outcome('b', START + DAY),
    outcome('unknown', START),
    { record: 'DealQuarantined', value: { ...(outcome('a', START + 2 * DAY, { amount: null }).value as object), faults: ['AMOUNT_MISSING'] } },
  ]); // prettier-ignore
  expect(outcomes.faulty).toMatchObject({ count: 3, of: 5 });
  expect(outcomes.keptBack).toMatchObject({ count: 1, of: 5 });
  expect(outcomes.faults.map(({ fault }) => fault)).toEqual([
    'AMOUNT_MISSING',
    'CLOSED_BEFORE_OPENED',
    'REP_UNKNOWN',
  ]);
});

test('given reps, the last word on each is judged, and whether there is an address', () => {
  const { reps } = report([
    rep('anna', { timeZone: 'CET' }),
    rep('anna'),
    rep('ben', { workDays: [] }),
    { record: 'RepContact', value: { ...scope, repId: 'anna', email: 'anna@leadline.dev' } },
  ]);
  expect(reps.faulty).toMatchObject({ count: 1, of: 2 });
  expect(reps.faults).toMatchObject([
    { fault: 'ADDRESS_MISSING', who: ['t/ben'] },
    { fault: 'HOURS_MISSING', who: ['t/ben'] },
  ]);
});

const usual = (serial: number): Lead => ({ product: serial % 3 === 0 ? 'gateway' : 'meter', amount: 5 });
const renamed = (): Lead => ({ product: null, amount: 5, attributes: { artikel: EVIL } });

describe('a source that renames a field', () => {
  const day = (index: number, said: (serial: number) => Lead): readonly Told[] =>
    Array.from({ length: 150 }, (_, serial) => [
      validated(`${index}-${serial}`),
      received(`${index}-${serial}`, START + index * DAY + serial * 60_000, said(serial)),
    ]).flat();
  const before = Array.from({ length: 10 }, (_, index) => day(index, usual)).flat();
  const period = { from: START, to: START + 10 * DAY };
  const contract: SourceContract = learnContract(
    { tenant: 't', source: 'web' },
    wholeDaysOf(daysOf(factsOf(before).leads, []), period),
    period,
  );
  const contracts = { ...NO_CONTRACTS, sources: new Map([['t/web', contract]]) };
  const told = [...before, ...day(10, usual), ...day(11, renamed)];
  const found = qualityReport(
    factsOf(told, contracts),
    contracts,
    { ...ALL, period: { from: START + 10 * DAY, to: START + 12 * DAY } },
    START + 12 * DAY,
  );

  test('has an alarm that says what, since when, how sure and what to do', () => {
    expect(found.alarms.map(({ kind, field, since }) => ({ kind, field, since }))).toEqual([
      { kind: 'FIELD_NEW', field: null, since: START + 11 * DAY },
      { kind: 'FIELD_EMPTY', field: 'product', since: START + 11 * DAY },
    ]);
    const [come, gone] = found.alarms;
    expect(whatOf(gone!)).toMatch(/^product is filled in 0\.0 %, promised 99\.\d % or more$/);
    expect(sureOf(gone!)).toMatch(/^by chance less than once in \d+[KM] months$/);
    expect(gone!.advice).toBe(
      'Further field artikel came at about the same time: the source may have renamed product. Map it to product again.',
    );
    expect(come!.advice).toMatch(/^product went missing at about the same time/);
    expect(found.alarms.every(isBroken)).toBe(true);
    expect(adviceOn(gone!, [gone!])).toMatch(/^Ask who runs web/);
  });

  test('stands in text and page, of which nothing is a script and nothing tells who a lead is', () => {
    const [page, text] = [qualityPage(found), qualityLines(found).join('\n')];
    for (const { title, tables } of sectionsOf(found)) {
      expect(page).toContain(title);
      for (const { caption } of tables) expect(page).toContain(`<caption>${caption}</caption>`);
    }
    for (const shown of [page, text, JSON.stringify(found)]) {
      expect(shown).not.toMatch(/NaN|undefined|Infinity|<script/);
      expect(shown.toLowerCase()).not.toMatch(/ada@|lovelace/);
      expect(shown).toContain('artikel');
    }
    expect(text).toContain('BROKEN CONTRACTS');
  });
});

test('a report of nothing can be read, and texts from outside are escaped', () => {
  for (const one of [
    report([]),
    report([rep(EVIL, { timeZone: EVIL }), outcome('x', START, { outcome: EVIL })]),
  ])
    expect(qualityPage(one)).not.toMatch(/NaN|undefined|Infinity|<script/);
});
