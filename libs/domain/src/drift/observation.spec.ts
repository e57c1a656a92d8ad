import { lead, read, saw } from '../../test/profiled-lead.ts';
import type { SourceContract } from './contract.ts';
import type { ProfiledLead } from './fields.ts';
import { observe, sourceName } from './observation.ts';
import { count, createProfile } from './profile.ts';

describe('an observation', () => {
  test('tells canonical values, and of other fields no more than that they are filled', () => {
    const { fields } = saw({ product: 'Meter Pro', country: 'Narnia', industry: '--' });
    expect(fields.get('country')).toEqual({ value: null, isUnknown: true, isInvalid: false });
    expect(fields.get('product')).toEqual({ value: 'meter-pro', isUnknown: false, isInvalid: false });
    expect(fields.get('email')).toEqual({ value: null, isUnknown: false, isInvalid: false });
    expect(fields.has('industry')).toBe(false);
  });

  test.each(['ada@lovelace.dev', 'for Ada', 'LOVELACE', 'call +49 30 1234567'])(
    'given "%s" in a field with words of its own, no word of it is kept',
    (text) => {
      const contact = { ...lead().contact, phone: '+49 30 1234567' };
      const profile = createProfile();
      count(
        profile,
        saw({ product: text, campaign: text, dealType: text, contact, attributes: { [text]: text } }),
      );
      const said = JSON.stringify(profile, (_, value: unknown) =>
        value instanceof Map ? [...value] : value,
      );
      for (const word of ['ada', 'lovelace', '1234567']) expect(said.toLowerCase()).not.toContain(word);
      expect(profile.fields.product.filled).toBe(1);
    },
  );

  test('a source is known by its own name, unless that holds contact data', () => {
    expect(sourceName(lead())).toBe('web-form');
    expect(sourceName(lead({ source: 'from ada@lovelace.dev' }))).toBe('unknown');
    expect(sourceName(lead({ source: '--' }))).toBe('unknown');
  });

  test('patterns and ranges of a contract, and issues of data quality, make a field invalid', () => {
    const promise = { minFilled: null, maxUnknown: null, maxInvalid: 0, values: null, maxOther: 0, pattern: null, min: null, max: null }; // prettier-ignore
    const contract: SourceContract = {
      tenant: 't', source: 'web-form', learned: null, volume: null, attributes: null, maxQuarantined: null,
      fields: { accountId: { ...promise, pattern: '^acc-\\d+$' }, amount: { ...promise, min: 1, max: 10 } },
    }; // prettier-ignore
    const invalid = (said: Partial<ProfiledLead>, issues: readonly string[] = []) =>
      [...observe(lead(said), read, { reasons: [], issues }, contract).fields].flatMap(([name, { isInvalid }]) => (isInvalid ? [name] : [])); // prettier-ignore
    expect(invalid({ accountId: 'acc-1', amount: 10 })).toEqual([]);
    expect(invalid({ accountId: 'x', amount: 11 })).toEqual(['amount', 'accountId']);
    expect(invalid({}, ['EMAIL_INVALID', 'COUNTRY_UNKNOWN'])).toEqual(['email']);
  });
});
