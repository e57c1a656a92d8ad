import type { Submission } from './submission.ts';
import { receiveLead } from './receive.ts';
import { submission } from '../../test/submission.ts';

const context = {
  tenant: 'acme',
  now: 5_000,
  sha256: (text: string) => `#${text}`,
  leadIdOf: (...parts: string[]) => parts.join('|'),
};

describe('receiveLead', () => {
  test('given a key, the id follows from tenant, source and key alone', () => {
    const lead = receiveLead(submission, context);
    const later = receiveLead({ ...submission, company: 'Other' }, { ...context, now: 9_000 });
    expect(lead.leadId).toBe('acme|web|k-1');
    expect(later.leadId).toBe(lead.leadId);
    expect(later.submissionHash).not.toBe(lead.submissionHash);
  });

  test('given no key, the content is the key', () => {
    const anonymous = { ...submission, idempotencyKey: null };
    const again = receiveLead(anonymous, { ...context, now: 9_000 });
    expect(again.leadId).toBe(receiveLead(anonymous, context).leadId);
    expect(receiveLead({ ...anonymous, company: 'Other' }, context).leadId).not.toBe(again.leadId);
  });

  test('given no time, it came about now, flagged, and a repeat later is still the same submission', () => {
    const undated = { ...submission, occurredAt: null };
    const lead = receiveLead(undated, context);
    expect(lead).toMatchObject({ occurredAt: 5_000, flags: ['OCCURRED_AT_MISSING'] });
    expect(receiveLead(undated, { ...context, now: 9_000 }).submissionHash).toBe(lead.submissionHash);
  });

  test('given no workspace, it goes to the default one', () => {
    expect(receiveLead({ ...submission, workspace: null }, context).workspace).toBe('default');
  });

  test('the idempotency key, which may be personal, is not in the record', () => {
    expect(receiveLead(submission, context)).not.toHaveProperty('idempotencyKey');
  });
});

const hashOf = (changes: Partial<Submission>) =>
  receiveLead({ ...submission, ...changes }, context).submissionHash;

test('fields that came later count in the hash only where they are said, so that old submissions stay themselves', () => {
  for (const field of ['postalCode', 'visitorId']) expect(hashOf({})).not.toContain(field);
  expect(hashOf({ postalCode: '94105' })).toContain('postalCode');
  expect(hashOf({ medium: 'cpc' })).not.toBe(hashOf({}));
});
