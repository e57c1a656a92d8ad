import { randomUUID } from 'node:crypto';
import {
  type AmendmentClaim,
  claimAmendment,
  confirmAmendment,
  connectLive,
  listUnfit,
  type LiveConnection,
  mergeStatus,
  readStatus,
  type UnfitCursor,
  type UnfitLead,
  withdrawAmendment,
} from '../src/index.ts';
import { MARKERS } from '../src/lead-keys.ts';

/** A database of its own, because one test takes its marker away. */
const DATABASE = 9;

let live: LiveConnection;
beforeAll(async () => {
  live = await connectLive(`redis://${new URL(process.env['LEADLINE_REDIS'] ?? '').host}/${DATABASE}`);
  await live.run((redis) => redis.set(MARKERS.leads, 'ready x'));
});
afterAll(() => live?.close());

const body = { attempt: 1, partition: 2, offset: 30n };
const place = (attempt: number) => ({ attempt, partition: 2, offset: 30n + BigInt(attempt) });

/** A lead whose words lie at `body`; answers a claim on it. */
async function lead(over: object = {}): Promise<AmendmentClaim> {
  const leadId = randomUUID();
  await mergeStatus(live, [{ tenant: 't', leadId, received: { source: 'web' }, body, stages: [], ...over }]);
  return { tenant: 't', leadId, request: 'r1', patch: 'p1', version: null };
}

test('a claim is one request’s alone until it is confirmed, and is the next attempt', async () => {
  const one = await lead();
  const two = { ...one, request: 'r2', patch: 'p2' };
  expect(await claimAmendment(live, one)).toEqual({ answer: 'claimed', attempt: 2, body });
  expect(await claimAmendment(live, two)).toEqual({ answer: 'busy' });
  expect(await claimAmendment(live, one)).toEqual({ answer: 'claimed', attempt: 2, body });
  expect(await confirmAmendment(live, one, place(2))).toBe('confirmed');
  expect(await claimAmendment(live, one)).toEqual({ answer: 'done', attempt: 2 });
  expect(await claimAmendment(live, two)).toEqual({ answer: 'claimed', attempt: 3, body: place(2) });
});

test('of many at a time one gets the lead', async () => {
  const one = await lead();
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, n) => claimAmendment(live, { ...one, request: `r${n}` })),
  );
  expect(replies.map((reply) => (reply as { answer: string }).answer).toSorted()).toEqual([
    ...Array.from({ length: 19 }, () => 'busy'),
    'claimed',
  ]);
});

test('the same request with another change is told from the same one, also after others', async () => {
  const one = await lead();
  const requests = Array.from({ length: 5 }, (_, n) => ({ ...one, request: `r${n}`, patch: `p${n}` }));
  for (const [index, claim] of requests.entries()) {
    await claimAmendment(live, claim);
    await confirmAmendment(live, claim, place(index + 2));
  }
  expect(await claimAmendment(live, requests[1]!)).toEqual({ answer: 'done', attempt: 3 });
  expect(await claimAmendment(live, { ...requests[1]!, patch: 'other' })).toEqual({ answer: 'reused' });
});

test('a version that is asked for must be the lead’s; what assignment has counted counts', async () => {
  const status = { seq: 7, body: { state: 'assigned', attempt: 4 } };
  const one = await lead({ status });
  const view = await readStatus(live, 't', one.leadId);
  expect(view).toMatchObject({ version: 4 });
  expect(await claimAmendment(live, { ...one, version: 3 })).toEqual({ answer: 'changed', version: 4 });
  expect(await claimAmendment(live, { ...one, version: 4 })).toEqual({ answer: 'claimed', attempt: 5, body });
});

test('a claim that was given back is free, and one that got lost is told', async () => {
  const one = await lead();
  const two = { ...one, request: 'r2' };
  await claimAmendment(live, one);
  await withdrawAmendment(live, one, 2);
  expect(await claimAmendment(live, two)).toMatchObject({ answer: 'claimed', attempt: 2 });
  expect(await confirmAmendment(live, one, place(2))).toBe('lost');
  expect(await confirmAmendment(live, two, place(2))).toBe('confirmed');
  expect(await confirmAmendment(live, two, place(2))).toBe('confirmed');
});

test('the attempt of a claim that ran out is not given twice', async () => {
  const one = await lead();
  await claimAmendment(live, one);
  const key = `ll:lead:t:${one.leadId}`;
  await live.run((redis) => redis.hSet(key, 'claim', '2 r1 p1 1'));
  expect(await claimAmendment(live, { ...one, request: 'r2' })).toMatchObject({ attempt: 3 });
});

test.each([
  ['closed', { status: { seq: 1, body: { state: 'closed', attempt: 1 } } }, { answer: 'closed' }],
  ['not seen yet', { body: undefined }, { answer: 'bodiless', young: true }],
  [
    'no longer kept',
    { body: undefined, received: undefined, status: { seq: 1, body: { state: 'quarantined', attempt: 1 } } },
    { answer: 'bodiless', young: false },
  ],
])('a lead that is %s is not to be had', async (_, over, reply) => {
  expect(await claimAmendment(live, await lead(over))).toEqual(reply);
});

test('nor is one that nobody knows, or any while the read model is built again', async () => {
  const one = await lead();
  expect(await claimAmendment(live, { ...one, leadId: randomUUID() })).toEqual({ answer: 'unknown' });
  await live.run((redis) => redis.set(MARKERS.leads, 'rebuilding x'));
  expect(await claimAmendment(live, one)).toEqual({ answer: 'rebuilding' });
  await live.run((redis) => redis.set(MARKERS.leads, 'ready x'));
});

test('where the words lie: of the highest attempt, and of one attempt the first', async () => {
  const one = await lead();
  for (const later of [
    { ...body, offset: 99n },
    { attempt: 3, partition: 2, offset: 50n },
    { attempt: 2, partition: 2, offset: 40n },
  ])
    await mergeStatus(live, [{ tenant: 't', leadId: one.leadId, body: later, stages: [] }]);
  expect(await claimAmendment(live, one)).toMatchObject({
    attempt: 4,
    body: { attempt: 3, partition: 2, offset: 50n },
  });
});

const page = async (
  tenant: string,
  limit: number,
  after: UnfitCursor | null = null,
  wanted: (lead: UnfitLead) => boolean = () => true,
) => {
  const found = await listUnfit(live, { tenant, state: 'quarantined', limit, after, wanted });
  if (found === 'unavailable') throw new Error('Redis is down.');
  return found;
};
const put = (tenant: string, leadId: string, seq: number, state: string, since: number) =>
  mergeStatus(live, [
    {
      tenant,
      leadId,
      stages: [],
      status: {
        seq,
        body: { state, reasons: [`R${since % 2}`] },
        unfit: state === 'quarantined' ? { state, since } : null,
      },
    },
  ]);

describe('leads to mend', () => {
  test('come by the time since when, page by page, also where many have one time', async () => {
    const tenant = randomUUID();
    const ids = Array.from({ length: 450 }, (_, n) => `l${String(n).padStart(4, '0')}`);
    await Promise.all(ids.map((id, n) => put(tenant, id, 1, 'quarantined', n < 440 ? 1_000 : 2_000 + n)));
    const seen: string[] = [];
    let after: UnfitCursor | null = null;
    do {
      const { leads, next, complete } = await page(tenant, 100, after);
      expect(complete).toBe(true);
      seen.push(...leads.map(({ leadId }) => leadId));
      after = next;
    } while (after !== null);
    expect(seen).toEqual(ids);
  });

  test('are filtered, and leave the list with a later status only', async () => {
    const tenant = randomUUID();
    for (const n of [1, 2, 3]) await put(tenant, `l${n}`, 5, 'quarantined', n);
    const odd = await page(tenant, 10, null, ({ status }) => (status!['reasons'] as string[])[0] === 'R1');
    expect(odd.leads.map(({ leadId }) => leadId)).toEqual(['l1', 'l3']);
    await put(tenant, 'l1', 4, 'assigned', 1);
    await put(tenant, 'l2', 6, 'assigned', 2);
    expect((await page(tenant, 10)).leads.map(({ leadId }) => leadId)).toEqual(['l1', 'l3']);
    expect((await page('other', 10)).leads).toEqual([]);
  });

  test('are listed, too, where the read model held them before it had a list', async () => {
    const tenant = randomUUID();
    await put(tenant, 'l1', 5, 'quarantined', 1);
    await live.run((redis) =>
      redis.multi().del(`ll:unfit:${tenant}:quarantined`).hDel(`ll:lead:${tenant}:l1`, 'list').exec(),
    );
    await put(tenant, 'l1', 5, 'quarantined', 1);
    expect((await page(tenant, 10)).leads.map(({ leadId }) => leadId)).toEqual(['l1']);
  });

  test('are marked as not complete while the read model is built again', async () => {
    await live.run((redis) => redis.set(MARKERS.leads, 'rebuilding x'));
    expect((await page('t', 1)).complete).toBe(false);
    await live.run((redis) => redis.set(MARKERS.leads, 'ready x'));
  });
});

test('without Redis all answer `unavailable`', async () => {
  const down = await connectLive('redis://127.0.0.1:1', { timeoutMs: 50 });
  const claim = { tenant: 't', leadId: 'l', request: 'r', patch: 'p', version: null };
  expect(await claimAmendment(down, claim)).toBe('unavailable');
  expect(await confirmAmendment(down, claim, place(2))).toBe('unavailable');
  expect(
    await listUnfit(down, { tenant: 't', state: 'parked', limit: 1, after: null, wanted: () => true }),
  ).toBe('unavailable');
  down.close();
});
