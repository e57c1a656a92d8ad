import type { LeadQuarantined, LeadValidated } from '@leadline/contracts';
import { qualityLines } from './quality-report.ts';

const change: LeadValidated['changes'][number] = {
  field: 'country',
  from: 'USA',
  to: 'US',
  rule: 'country.code',
  probability: 0.995,
  personal: false,
};
const finding = (code: string, severity: string) => ({
  code,
  severity,
  dimension: 'validity',
  message: 'So.',
});
const lead = (over: Partial<LeadQuarantined>) =>
  ({
    quality: { completeness: 0.875, validity: 1, issues: [] },
    changes: [],
    findings: [],
    ...over,
  }) as unknown as LeadValidated | LeadQuarantined;

test('what was changed stands in words, with its rule and how sure it is', () => {
  expect(
    qualityLines(lead({ changes: [change, { ...change, field: 'timeZone', from: null, to: 'Asia/Tokyo' }] })),
  ).toEqual([
    'complete to 88 %, valid to 100 %',
    'country: US from "USA", by country.code, 99.5 % sure',
    'timeZone: Asia/Tokyo, by country.code, 99.5 % sure',
  ]);
});

test('of what is personal nothing is told but that it was changed', () => {
  const phone = {
    ...change,
    field: 'phone',
    from: null,
    to: null,
    rule: 'phone.national',
    probability: 0.98,
    personal: true,
  };
  const title = { ...change, field: 'seniority', from: null, to: 'c-level', personal: true };
  expect(qualityLines(lead({ changes: [phone, title] })).slice(1)).toEqual([
    'phone: written anew, by phone.national, 98 % sure; what it was is personal and not told here',
    'seniority: c-level, by country.code, 99.5 % sure; what it was is personal and not told here',
  ]);
});

test('reasons go first, and of the rules that hold the worst', () => {
  const findings = [
    finding('TITLE_UNKNOWN', 'info'),
    finding('SPAM', 'error'),
    finding('SPAM_WORDING', 'warning'),
  ];
  expect(qualityLines(lead({ reasons: ['SPAM'], findings }))).toEqual([
    'quarantined: SPAM',
    'complete to 88 %, valid to 100 %',
    'error SPAM, of validity: So.',
    'warning SPAM_WORDING, of validity: So.',
    'info TITLE_UNKNOWN, of validity: So.',
  ]);
});

test('a report from before has issues without findings', () => {
  const quality = { completeness: 1, validity: 0.5, issues: ['EMAIL_INVALID', 'TITLE_UNKNOWN'] };
  expect(qualityLines(lead({ quality, findings: [finding('TITLE_UNKNOWN', 'info')] }))).toEqual([
    'complete to 100 %, valid to 50 %',
    'EMAIL_INVALID',
    'info TITLE_UNKNOWN, of validity: So.',
  ]);
});
