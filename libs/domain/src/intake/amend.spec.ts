import * as fc from 'fast-check';
import { submission } from '../../test/submission.ts';
import { amendLead, type LeadPatch } from './amend.ts';
import { receiveLead } from './receive.ts';

const before = receiveLead(
  {
    ...submission,
    contact: { ...submission.contact, email: 'ada@lovelace', firstName: 'Ada' },
    country: 'Deutschlnd',
    employees: 7,
    consent: 'granted',
    attributes: { form: 'a', page: '/x' },
  },
  { tenant: 'acme', now: 5_000, sha256: (text) => `#${text}`, leadIdOf: (...parts) => parts.join('|') },
);
const amend = (patch: LeadPatch, attempt = 2) =>
  amendLead(before, patch, { attempt, now: 9_000, sha256: (text) => `#${text}` });

test('what is given replaces, null takes away, the rest stays', () => {
  const { lead, changes } = amend({
    country: 'DE',
    email: 'ada@lovelace.dev',
    employees: null,
    amount: 12.5,
  });
  expect(lead).toMatchObject({ country: 'DE', employees: null, amount: 12.5 });
  expect(lead.contact).toEqual({ ...before.contact, email: 'ada@lovelace.dev' });
  expect(changes).toEqual([
    { field: 'amount', from: null, to: '12.5' },
    { field: 'country', from: 'Deutschlnd', to: 'DE' },
    { field: 'email', from: 'ada@lovelace', to: 'ada@lovelace.dev' },
    { field: 'employees', from: '7', to: null },
  ]);
});

test('it is the same lead, of the same time, with the new attempt', () => {
  const { leadId, occurredAt, receivedAt, workspace, source, tenant, flags } = before;
  const { lead } = amend({ country: 'DE' });
  expect(lead).toMatchObject({
    leadId,
    occurredAt,
    receivedAt,
    workspace,
    source,
    tenant,
    flags,
    attempt: 2,
  });
  expect(lead.stages).toEqual([{ stage: 'intake', at: 9_000 }]);
  expect(lead.submissionHash).not.toBe(before.submissionHash);
});

test('what cannot be empty goes back to what is meant when nothing is said', () => {
  expect(amend({ consent: null, test: null }).lead).toMatchObject({ consent: 'unknown', test: false });
});

test('attributes are patched one by one', () => {
  const { lead, changes } = amend({ attributes: { form: 'b', page: null, new: 'n' } });
  expect(lead.attributes).toEqual({ form: 'b', new: 'n' });
  expect(changes.map(({ field }) => field)).toEqual(['attributes.form', 'attributes.new', 'attributes.page']);
  expect(amend({ attributes: null }).lead.attributes).toEqual({});
});

test('the same again is no change, only another attempt', () => {
  expect(amend({ country: 'Deutschlnd' }, 3)).toMatchObject({ changes: [], lead: { attempt: 3 } });
});

test('a patch applied twice gives what it gave once', () => {
  const value = fc.option(fc.string(), { nil: null });
  const patches = fc.record(
    { country: value, email: value, company: value, attributes: fc.option(fc.dictionary(fc.constantFrom('form', 'page', 'z'), value), { nil: null }) },
    { requiredKeys: [] },
  ); // prettier-ignore
  fc.assert(
    fc.property(patches, (patch) => {
      const once = amend(patch).lead;
      const twice = amendLead(once, patch, { attempt: 2, now: 9_000, sha256: (text) => `#${text}` });
      expect(twice).toEqual({ lead: once, changes: [] });
    }),
  );
});
