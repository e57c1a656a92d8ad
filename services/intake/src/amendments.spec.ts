import { type Emit, LeadlineError, leadIdOf, sha256 } from '@leadline/contracts';
import { type LeadPatch, receiveLead } from '@leadline/domain';
import type { LiveConnection } from '@leadline/live';
import { StreamUnavailable } from '@leadline/stream';
import type { AmendRequest } from './amend-request.ts';
import { Amendments } from './amendments.ts';
import { check } from './http/check.ts';
import { leadBody, submissionOf } from './http/lead-body.ts';

const body = receiveLead(
  submissionOf(
    check(leadBody, { source: 'web', idempotencyKey: 'k', email: 'ada@lovelace', country: 'Deutschlnd' }),
    null,
  ),
  { tenant: 'default', now: 1, sha256, leadIdOf },
);

type Reply = readonly string[];
const claimed: Reply = ['claimed', '2', '1 3 7'];

/** Redis that answers claims with these replies, in order, and confirmations with `confirms`; null: it is down. */
function given({ replies = [claimed] as readonly (Reply | null)[], confirms = 'confirmed' } = {}) {
  const left = [...replies];
  const seen = { emits: [] as Emit[], withdrawn: 0, requests: [] as string[] };
  const client = {
    eval: async (script: string, { arguments: args }: { arguments: string[] }) => {
      if (script.includes('rebuilding')) {
        seen.requests.push(args.slice(0, 2).join(' '));
        return left.shift() ?? ['busy'];
      }
      if (script.includes('confirmed')) return confirms;
      seen.withdrawn += 1;
      return null;
    },
  };
  const live = {
    run: async (run: (redis: never) => Promise<unknown>) =>
      left[0] === null ? 'unavailable' : run(client as never),
  } as unknown as LiveConnection;
  const gate = {
    publish: async (emits: readonly Emit[]) => {
      seen.emits.push(...emits);
      return emits.map(({ topic }) => ({ topic, partition: 3, offset: 9n }));
    },
  };
  const of = (over: object = {}) =>
    new Amendments({
      gate,
      live,
      bodyOf: async () => body,
      now: () => 5,
      patienceMs: -1,
      check: () => {},
      ...over,
    });
  return { seen, of };
}

const ask = (patch: LeadPatch, over: Partial<AmendRequest> = {}): AmendRequest => ({
  tenant: 'default', leadId: body.leadId, patch, key: 'k1', version: null, by: 'u7', reason: 'typo', traceparent: null, actor: null, ...over,
}); // prettier-ignore

test('the word of the change goes before the lead as it now is, and both have the attempt', async () => {
  const { seen, of } = given();
  expect(await of().amend(ask({ country: 'DE' }))).toBe(2);
  expect(seen.emits.map(({ topic }) => topic)).toEqual(['lead.amended', 'lead.received']);
  expect(seen.emits[0]?.value).toMatchObject({
    attempt: 2,
    at: 5,
    by: 'u7',
    reason: 'typo',
    fields: ['country'],
    changes: [{ field: 'country', from: 'Deutschlnd', to: 'DE' }],
    personalChanges: [],
  });
  expect(seen.emits[1]?.value).toMatchObject({ attempt: 2, country: 'DE', receivedAt: 1 });
});

test('values about the person, and attributes, stand where they are masked', async () => {
  const { seen, of } = given();
  await of().amend(ask({ email: 'ada@lovelace.dev', postalCode: '10115', attributes: { form: 'b' } }));
  expect(seen.emits[0]?.value).toMatchObject({
    fields: ['attributes.form', 'email', 'postalCode'],
    changes: [],
    personalChanges: [{ field: 'attributes.form' }, { field: 'email' }, { field: 'postalCode' }],
  });
});

test('a request that was carried out before gets its attempt again, and nothing is written', async () => {
  const { seen, of } = given({ replies: [['done', '4']] });
  expect(await of().amend(ask({ country: 'DE' }))).toBe(4);
  expect(seen.emits).toEqual([]);
});

async function eventOf(request: AmendRequest): Promise<string> {
  const { seen, of } = given();
  await of().amend(request);
  return (seen.emits[0]!.value as { eventId: string }).eventId;
}

test('the same request is the same event; without a key its content names it', async () => {
  const first = await eventOf(ask({ country: 'DE' }));
  expect(await eventOf(ask({ country: 'FR' }))).toBe(first);
  expect(await eventOf(ask({ country: 'DE' }, { key: 'k2' }))).not.toBe(first);
  const content = await eventOf(ask({ country: 'DE' }, { key: null }));
  expect(await eventOf(ask({ country: 'DE' }, { key: null }))).toBe(content);
  expect(await eventOf(ask({ country: 'FR' }, { key: null }))).not.toBe(content);
});

test('what is claimed names neither the key nor the change', async () => {
  const { seen, of } = given();
  await of().amend(ask({ email: 'ada@lovelace.dev' }, { key: 'ada' }));
  expect(seen.requests[0]).toMatch(/^[0-9a-f]{32} [0-9a-f]{32}$/);
});

test.each([
  [['unknown'], 'LEADLINE_LEAD_UNKNOWN'],
  [['closed'], 'LEADLINE_LEAD_CLOSED'],
  [['changed', '3'], 'LEADLINE_LEAD_CHANGED'],
  [['busy'], 'LEADLINE_LEAD_BUSY'],
  [['reused', '2'], 'LEADLINE_INTAKE_KEY_CONFLICT'],
  [['bodiless', ''], 'LEADLINE_LEAD_EXPIRED'],
  [['bodiless', 'young'], 'LEADLINE_REDIS_UNAVAILABLE'],
  [['rebuilding'], 'LEADLINE_REDIS_UNAVAILABLE'],
  [null, 'LEADLINE_REDIS_UNAVAILABLE'],
])('%j is refused as %s, and nothing is written', async (reply, code) => {
  const { seen, of } = given({ replies: [reply] });
  await expect(of().amend(ask({ country: 'DE' }))).rejects.toMatchObject({ code });
  expect(seen.emits).toEqual([]);
});

test('another change is waited for, and this one is made after it', async () => {
  const { seen, of } = given({ replies: [['busy'], ['bodiless', 'young'], ['claimed', '3', '2 3 8']] });
  expect(await of({ patienceMs: 60_000 }).amend(ask({ country: 'DE' }))).toBe(3);
  expect(seen.emits).toHaveLength(2);
});

test.each([
  ['is no longer kept', { bodyOf: async () => null }, 'LEADLINE_LEAD_EXPIRED', 1],
  [
    'may not be so',
    {
      check: () => {
        throw new LeadlineError('LEADLINE_INTAKE_INVALID', 'too many');
      },
    },
    'LEADLINE_INTAKE_INVALID',
    1,
  ],
  [
    'cannot be read now',
    { bodyOf: () => Promise.reject(new StreamUnavailable('down')) },
    'LEADLINE_INTAKE_OVERLOADED',
    0,
  ],
])(
  'a lead that %s is not written; its claim is given back unless the same request may go on',
  async (_, over, code, returned) => {
    const { seen, of } = given();
    await expect(of(over).amend(ask({ country: 'DE' }))).rejects.toMatchObject({ code });
    expect([seen.emits.length, seen.withdrawn]).toEqual([0, returned]);
  },
);

test('a change whose claim got lost is not taken for made', async () => {
  const { of } = given({ confirms: 'lost' });
  await expect(of().amend(ask({ country: 'DE' }))).rejects.toMatchObject({ code: 'LEADLINE_LEAD_CHANGED' });
});
