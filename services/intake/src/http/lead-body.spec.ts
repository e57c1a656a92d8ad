import { LeadlineError } from '@leadline/contracts';
import { check } from './check.ts';
import { leadBody, submissionOf } from './lead-body.ts';

const lead = (change: object = {}) => check(leadBody, { source: 'web', ...change });
function refusal(change: object): LeadlineError {
  try {
    lead(change);
  } catch (error) {
    if (error instanceof LeadlineError) return error;
  }
  throw new Error('The body was taken.');
}

test('only the source is needed; empty text is nothing', () => {
  expect(submissionOf(lead({ company: '  ', firstName: '' }), null)).toMatchObject({
    source: 'web',
    workspace: 'default',
    idempotencyKey: null,
    occurredAt: null,
    company: null,
    contact: { firstName: null, email: null },
    consent: 'unknown',
  });
});

test.each([
  [1_767_225_600_000, 1_767_225_600_000],
  ['2026-01-01T00:00:00Z', 1_767_225_600_000],
  ['2026-01-01T01:00:00+01:00', 1_767_225_600_000],
  ['2026-01-01 00:00', 1_767_225_600_000],
  ['2026-01-01', 1_767_225_600_000],
])('takes the time %p', (occurredAt, ms) => {
  expect(lead({ occurredAt }).occurredAt).toBe(ms);
});

test.each(['yesterday', '2026-13-01', '01/02/2026', Number.NaN, 9e20])(
  'refuses the time %p',
  (occurredAt) => {
    expect(refusal({ occurredAt }).where).toBe('occurredAt');
  },
);

test('the key of the body stands above that of the header', () => {
  expect(submissionOf(lead({ idempotencyKey: 'body' }), 'header').idempotencyKey).toBe('body');
  expect(submissionOf(lead(), 'header').idempotencyKey).toBe('header');
});

test('an error names field, value and mend, but no personal value', () => {
  const error = refusal({ workspace: 'a b', email: 'x'.repeat(400) });
  expect(error.message).toContain('workspace is "a b": letters, digits');
  expect(error.message).toContain('email is a string that does not fit');
  expect(error.mend).toContain('/docs');
});

test('an unknown field is refused with advice', () => {
  expect(refusal({ colour: 'red' }).message).toContain(
    'Unknown field colour: further fields belong in `attributes`.',
  );
});
