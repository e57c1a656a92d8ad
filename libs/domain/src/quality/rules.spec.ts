import { EMAIL, fullLead, given, noContact, noReadings } from '../../test/full-lead.ts';
import type { Bar, LeadView, Rules } from './index.ts';

/** Every lead has one finding of each severity. */
const rules = (bar: Bar): Rules => ({
  bar,
  findings: () =>
    (['info', 'error', 'warning'] as const).map((severity) => ({
      code: `SOME_${severity.toUpperCase()}`,
      severity,
      dimension: 'validity',
      message: 'Something.',
    })),
});

describe('quarantine', () => {
  test('a lead for which no rule holds has no reason', () => {
    expect(given()).toMatchObject({ reasons: [], findings: [] });
  });

  test.each([
    ['error', ['SOME_ERROR']],
    ['warning', ['SOME_ERROR', 'SOME_WARNING']],
  ] as const)('a finding at the bar or worse is a reason: at %s %j', (bar, reasons) => {
    expect(given({}, {}, rules(bar)).reasons).toEqual(reasons);
  });

  test('all findings are told, in the order of the rules', () => {
    const { findings } = given({}, {}, rules('error'));
    expect(findings.map(({ code }) => code)).toEqual(['SOME_INFO', 'SOME_ERROR', 'SOME_WARNING']);
  });
});

/** What the rules are shown of a lead. */
const viewOf = (...[changes, facts]: Parameters<typeof given>): LeadView => {
  const seen: LeadView[] = [];
  given(changes, facts, {
    bar: 'error',
    findings: (view) => {
      seen.push(view);
      return [];
    },
  });
  return seen[0]!;
};

describe('what rules see', () => {
  test('canonical values, the corrected address and the report', () => {
    expect(viewOf({ attributes: { plan: 'pro' } })).toMatchObject({
      lead: {
        workspace: 'main',
        source: 'paid-search',
        country: 'US',
        industry: 'technology',
        fullName: 'Ann Lee',
        name: '',
        attributes: { plan: 'pro' },
      },
      email: { valid: true, address: EMAIL, local: 'ann.lee', domain: 'acme.io', kind: 'business' },
      phone: { valid: true, country: 'US' },
      quality: { completeness: 1, validity: 1, issues: [] },
    });
  });

  test('nothing said is an empty text or 0, and a placeholder says nothing', () => {
    const { lead, email, phone } = viewOf(
      { ...noContact, title: 'n/a', amount: null, employees: null },
      { email: null, readings: noReadings },
    );
    expect(lead).toMatchObject({ title: '', amount: 0, employees: 0, industry: '', medium: '' });
    expect(email).toMatchObject({ valid: false, address: '', local: '', domain: '' });
    expect(phone).toMatchObject({ valid: false, kind: 'none' });
  });

  test('5,000 characters of a message, and no more', () => {
    const contact = { ...fullLead.contact, message: 'x'.repeat(20_000) };
    expect(viewOf({ contact }).lead.message).toHaveLength(5_000);
  });
});
