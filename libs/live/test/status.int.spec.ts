import { randomUUID } from 'node:crypto';
import {
  acknowledgeSubmissions,
  claimSubmissions,
  connectLive,
  keepContents,
  type LiveConnection,
  mergeStatus,
  readContents,
  readDecision,
  isWhole,
  readStatus,
  RebuildWatch,
} from '../src/index.ts';

/** A database of its own, because one test empties it. */
const DATABASE = 8;

let live: LiveConnection;
beforeAll(async () => {
  live = await connectLive(`redis://${new URL(process.env['LEADLINE_REDIS'] ?? '').host}/${DATABASE}`);
});
afterAll(() => live?.close());

const watch = () => new RebuildWatch('leads');
const submission = (hash = 'h1') => ({ tenant: 'default', leadId: randomUUID(), hash });

describe('submissions', () => {
  test('new, then pending, then acked; another body is a conflict', async () => {
    const one = submission();
    expect(await claimSubmissions(live, [one])).toEqual(['new']);
    expect(await claimSubmissions(live, [one])).toEqual(['pending']);
    await acknowledgeSubmissions(live, [one]);
    expect(await claimSubmissions(live, [one, { ...one, hash: 'h2' }])).toEqual(['acked', 'conflict']);
  });

  test('what is only pending gives way to another body; of parallel ones the first acknowledged wins', async () => {
    const one = submission();
    const two = { ...one, hash: 'h2' };
    expect(await claimSubmissions(live, [one])).toEqual(['new']);
    expect(await claimSubmissions(live, [two])).toEqual(['new']);
    expect(await acknowledgeSubmissions(live, [one])).toEqual(['acked']);
    expect(await acknowledgeSubmissions(live, [two, one])).toEqual(['conflict', 'acked']);
    expect(await claimSubmissions(live, [one])).toEqual(['acked']);
    expect(await claimSubmissions(live, [two])).toEqual(['conflict']);
  });

  test('of two equal keys in one call the second sees the first', async () => {
    const one = submission();
    expect(await claimSubmissions(live, [one, one, { ...one, hash: 'h2' }])).toEqual([
      'new',
      'pending',
      'conflict',
    ]);
  });

  test('of many parallel claims one is new', async () => {
    const one = submission();
    const answers = await Promise.all(Array.from({ length: 20 }, () => claimSubmissions(live, [one])));
    expect(answers.flat().filter((answer) => answer === 'new')).toHaveLength(1);
  });
});

const decidedAt = (leadId: string, time: number, offset: bigint) => ({
  tenant: 'default',
  leadId,
  decision: { at: time, partition: 2, offset },
  stages: [],
});

describe('decisions', () => {
  test('the place of the latest stays, in whatever order they are told', async () => {
    const leadId = randomUUID();
    expect(await readDecision(live, 'default', leadId)).toBeUndefined();
    await mergeStatus(live, [{ tenant: 'default', leadId, stages: [], received: {} }]);
    expect(await readDecision(live, 'default', leadId)).toBeNull();
    await mergeStatus(live, [
      decidedAt(leadId, 9, 12n),
      decidedAt(leadId, 9, 11n),
      decidedAt(leadId, 10, 5n),
      decidedAt(leadId, 3, 40n),
    ]);
    expect(await readDecision(live, 'default', leadId)).toEqual({ partition: 2, offset: 5n });
    await mergeStatus(live, [decidedAt(leadId, 10, 6n)]);
    expect(await readDecision(live, 'default', leadId)).toEqual({ partition: 2, offset: 6n });
    expect(await readDecision(live, 'another', leadId)).toBeUndefined();
  });

  test('a workspace by a clock of its own may decide before 1970', async () => {
    const leadId = randomUUID();
    await mergeStatus(live, [{ tenant: 'default', leadId, stages: [], received: {} }]);
    await mergeStatus(live, [decidedAt(leadId, -5, 3n), decidedAt(leadId, -9, 4n)]);
    expect(await readDecision(live, 'default', leadId)).toEqual({ partition: 2, offset: 3n });
  });

  test('contents are found by hash, each tenant its own', async () => {
    const hash = randomUUID();
    await keepContents(live, [{ tenant: 'default', hash, partition: 1, offset: 7n }]);
    expect(await readContents(live, 'default', ['none', hash])).toEqual([null, { partition: 1, offset: 7n }]);
    expect(await readContents(live, 'another', [hash])).toEqual([null]);
  });
});

describe('lead status', () => {
  test('merges news in any order, any number of times, to the same', async () => {
    const news = [
      { received: { source: 'web' }, stages: [{ stage: 'intake', at: 10 }] },
      { status: { seq: 2, body: { state: 'assigned' } }, stages: [{ stage: 'assigned', at: 30 }] },
      { status: { seq: 1, body: { state: 'waiting' } }, stages: [{ stage: 'assigned', at: 40 }] },
      { outreach: { at: 5, body: { result: 'sent' } }, stages: [] },
    ];
    const views = [];
    for (const order of [news, news.toReversed(), [...news, ...news]]) {
      const leadId = randomUUID();
      await mergeStatus(
        live,
        order.map((item) => ({ tenant: 'default', leadId, ...item })),
      );
      views.push(await readStatus(live, 'default', leadId));
    }
    expect(views[0]).toEqual({
      received: { source: 'web' },
      status: { state: 'assigned' },
      outreach: { result: 'sent' },
      version: 0,
      stages: [
        { stage: 'intake', at: 10 },
        { stage: 'assigned', at: 30 },
      ],
    });
    expect(views.slice(1)).toEqual([views[0], views[0]]);
  });

  test('a lead is kept for 400 days after the last news of it', async () => {
    const news = { tenant: 'default', leadId: randomUUID(), received: {}, stages: [] };
    const key = `ll:lead:default:${news.leadId}`;
    await mergeStatus(live, [news]);
    await live.run((redis) => redis.expire(key, 5));
    await mergeStatus(live, [news]);
    expect(await live.run((redis) => redis.ttl(key))).toBeGreaterThan(399 * 24 * 3600);
  });

  test('a lead of one tenant is unknown to another', async () => {
    const leadId = randomUUID();
    await mergeStatus(live, [{ tenant: 'acme', leadId, received: {}, stages: [] }]);
    expect(await readStatus(live, 'rival', leadId)).toBeNull();
  });

  test('after a loss each instance rewinds once; one that died amidst it starts over', async () => {
    await live.run((redis) => redis.flushDb());
    const [one, two] = [watch(), watch()];
    expect(await one.check(live)).toBe('rewind');
    expect(await two.check(live)).toBe('rewind');
    expect(await watch().check(live)).toBe('rewind');
    expect(await isWhole(live, 'leads')).toBe(false);
    expect(await one.check(live)).toBe('ok');
    expect([await isWhole(live, 'leads'), await isWhole(live, 'decisions')]).toEqual([true, false]);
    expect(await two.check(live)).toBe('ok');
    expect(await watch().check(live)).toBe('ok');
    await live.run((redis) => redis.flushDb());
    expect([await two.check(live), await one.check(live)]).toEqual(['rewind', 'rewind']);
  });

  test('without Redis all answer `unavailable`, and nothing is rewound', async () => {
    const down = await connectLive('redis://127.0.0.1:1', { timeoutMs: 50 });
    expect(await claimSubmissions(down, [submission()])).toBe('unavailable');
    expect(await acknowledgeSubmissions(down, [submission()])).toBe('unavailable');
    expect(await mergeStatus(down, [{ tenant: 't', leadId: 'l', stages: [] }])).toBe('unavailable');
    expect(await readStatus(down, 't', 'l')).toBe('unavailable');
    expect(await new RebuildWatch('leads').check(down)).toBe('ok');
    expect(await isWhole(down, 'leads')).toBe('unavailable');
    down.close();
  });
});
