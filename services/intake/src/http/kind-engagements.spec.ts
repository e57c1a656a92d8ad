import { type EngagementRecorded, keyedHash, LeadlineError } from '@leadline/contracts';
import { OUTCOME_CONTRACT } from '@leadline/domain';
import { check } from './check.ts';
import { engagements } from './kind-engagements.ts';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const scope = {
  tenant: 'default',
  now: NOW,
  key: null,
  outcomes: OUTCOME_CONTRACT,
  hash: keyedHash('a secret for these tests'),
};
const page = {
  kind: 'page',
  what: 'https://acme.io/pricing?email=ann%40lee.io#top',
  occurredAt: '2026-11-26T11:00:00Z',
  email: 'Ann.Lee@Acme.io ',
};

const taken = (said: object, over: object = {}) =>
  engagements.records(check(engagements.schema, { ...page, ...said }), { ...scope, ...over });
const recordOf = (said: object, over: object = {}) => taken(said, over).emits[0]!.value as EngagementRecorded;

function refusal(said: object): LeadlineError {
  try {
    taken(said);
  } catch (error) {
    if (error instanceof LeadlineError) return error;
    throw error;
  }
  throw new Error('It was taken.');
}

test('an engagement is recorded under keyed hashes of who it was, with nothing that can be read', () => {
  const { emits, answer } = taken({ phone: '+49 30 901820', visitorId: 'v-1', seconds: 40 });
  const value = recordOf({ phone: '+49 30 901820', visitorId: 'v-1', seconds: 40 });
  expect(emits).toMatchObject([{ topic: 'engagement.recorded', record: 'EngagementRecorded' }]);
  expect(value).toMatchObject({
    kind: 'page',
    what: 'https://acme.io/pricing',
    occurredAt: NOW - 3_600_000,
    recordedAt: NOW,
    seconds: 40,
    identities: ['mailbox', 'phone', 'visitor'].map((kind) => ({
      kind,
      key: expect.stringMatching(/^[0-9a-f]{32}$/),
    })),
  });
  expect(emits[0]!.key).toBe(value.identities[0]!.key);
  expect(answer).toEqual({ eventId: value.eventId });
  const written = JSON.stringify(emits);
  for (const secret of ['ann', 'acme.io"', '901820', 'v-1'])
    expect(written.toLowerCase()).not.toContain(secret);
});

const id = (said: object, over: object = {}) => recordOf(said, over).eventId;

test('the same event again is the same event: by its id, by the header, by its content', () => {
  expect(id({ eventId: 'ann@lee.io' })).toBe(id({ eventId: 'ann@lee.io', seconds: 5 }, { now: NOW + 1 }));
  expect(id({ eventId: 'ann@lee.io' })).not.toContain('ann');
  expect(id({}, { key: 'k' })).toBe(id({ seconds: 5 }, { key: 'k' }));
  expect(id({}, { now: NOW + 9 })).toBe(id({ email: 'ann.lee@acme.io' }));
  expect(id({ seconds: 5 })).not.toBe(id({}));
  expect(id({ eventId: 'x' })).not.toBe(id({ eventId: 'x' }, { tenant: 'other' }));
});

test('an address that is none does no harm where something else tells who it was', () => {
  const value = recordOf({ email: 'nobody', visitorId: 'v-1' });
  expect(value.identities).toMatchObject([{ kind: 'visitor' }]);
});

test.each([
  [{ kind: 'call' }, 'kind', /kind is "call".*"page"\|"email"\|"form"\|"event"/],
  [{ what: undefined }, 'what', /what is missing/],
  [{ occurredAt: 'yesterday' }, 'occurredAt', /occurredAt is "yesterday": epoch milliseconds or ISO 8601/],
  [{ occurredAt: NOW + 360_000 }, 'occurredAt', /6 min ahead of the clock/],
  [{ email: undefined }, 'email', /names nobody: give email, phone or visitorId/],
  [{ email: 'nobody', phone: '901820' }, 'email', /email is no address, phone is no valid number with its/],
  [{ clicked: true }, 'clicked', /clicked does not belong to page: that takes seconds/],
  [{ kind: 'email', seconds: 3 }, 'seconds', /seconds does not belong to email: that takes opened and/],
  [{ kind: 'email', opened: false }, 'opened', /neither opened nor clicked/],
  [{ kind: 'form', what: 'form?of=ann@lee.io' }, 'what', /holds an e-mail address/],
  [{ what: '/people/ann%40lee.io' }, 'what', /holds an e-mail address/],
  [{ seconds: -1 }, 'seconds', /seconds is -1/],
])('given %j, it is refused at %s', (said, where, message) => {
  const error = refusal(said);
  expect(error).toMatchObject({ code: 'LEADLINE_INTAKE_INVALID', where });
  expect(error.message).toMatch(message);
  for (const personal of ['nobody"', '901820', 'ann@lee']) expect(error.message).not.toContain(personal);
});

test('clocks may differ by five minutes', () => {
  expect(recordOf({ occurredAt: NOW + 300_000 })).toMatchObject({ occurredAt: NOW + 300_000 });
});
