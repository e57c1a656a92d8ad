import { defaultPolicy } from '@leadline/domain';
import type { LiveConnection } from '@leadline/live';
import { type StreamClient, StreamUnavailable } from '@leadline/stream';
import { Decisions } from './decisions.ts';

/** A decision among no reps: its columns are empty. */
const capsule = {
  leadId: 'l', attempt: 1, at: 1, engine: 2, objective: 'value', policy: 'p', roster: 'r', prices: null, lead: {}, zones: {}, reps: 0,
  logit: '', open: '', today: '', pointer: '', owners: [], declined: [], target: null,
  result: { rep: null, path: null, reason: 'NO_CANDIDATE', among: 0, codes: '', best: [] },
}; // prettier-ignore
const decided = { decidedAt: 1, policyVersion: 'v', modelVersion: 'm1', propensity: 1, capsule: JSON.stringify(capsule), provenance: 'w' }; // prettier-ignore
const policyAuthor = { version: 'v', by: 'ann', reason: 'a fair start', key: 'k1', offset: 7 };
const bodies: Readonly<Record<string, string>> = { p: JSON.stringify(defaultPolicy), r: '[]', w: JSON.stringify({ policy: policyAuthor }) }; // prettier-ignore
const release = (by: string) => ({ tenant: '*', version: 'm1', by, reason: 'wins more' });
/** On the log of releases; the last one came after the decision. */
const released = [50, 150].map((timestamp) => ({
  key: 'e',
  value: Buffer.from(timestamp < 100 ? 'ops' : 'late'),
  timestamp,
}));

const decode = async (bytes: Buffer, topic: string) => {
  if (topic === 'model.released') return { record: 'ModelReleased', value: release(String(bytes)) };
  return String(bytes) === 'l'
    ? { record: 'DecisionRecorded', value: decided }
    : { record: 'ContentStored', value: { hash: String(bytes), body: bodies[String(bytes)] } };
};

/** Redis with these keys (null: down), and a log with a record per offset; `reads`: offsets that were asked for. */
function given(keys: Readonly<Record<string, string>> | null, log: Readonly<Record<string, string>> | null) {
  const reads: bigint[] = [];
  const redis = {
    hmGet: async (key: string) => {
      const held = keys?.[key];
      return held === undefined ? [null, null, null] : [held === '' ? null : held, '{}', null];
    },
    get: async (key: string) => keys?.[key] ?? null,
  };
  const run = async (ask: (client: never) => unknown) =>
    keys === null ? 'unavailable' : ask(redis as never);
  async function* read({ from }: { readonly from?: ReadonlyMap<number, bigint> }) {
    if (log === null) throw new StreamUnavailable('down');
    if (from === undefined) {
      yield released;
      return;
    }
    const [offset = 0n] = from.values();
    reads.push(offset);
    const key = log[String(offset)];
    yield key === undefined ? [] : [{ key, value: Buffer.from(key), timestamp: 100 }];
  }
  const decisions = new Decisions({
    live: { run } as unknown as LiveConnection,
    client: { read, endOffsets: () => Promise.resolve(new Map([[0, 9n]])) } as unknown as StreamClient,
    codec: { decode } as never,
  });
  return { reads, ask: () => decisions.explain('t', 'l', false) };
}

const whole = { 'll:lead-marker:2': 'ready x', 'll:decision-marker:1': 'ready x' };
const known = { ...whole, 'll:lead:t:l': '1 0 5', 'll:content:t:p': '0 2', 'll:content:t:r': '0 3' };
const undecided = { 'll:lead:t:l': '' };

test('of however long a log only the decision and what it names are read', async () => {
  const { ask, reads } = given(known, { 2: 'p', 3: 'r', 5: 'l' });
  expect(await ask()).toMatchObject({ leadId: 'l', decidedAt: 1, rep: null, reps: [], whatIf: [] });
  expect(reads).toEqual([5n, 2n, 3n]);
});

test('it says who has set what it went by, who has released its model, and why', async () => {
  const { ask } = given({ ...known, 'll:content:t:w': '0 4' }, { 2: 'p', 3: 'r', 4: 'w', 5: 'l' });
  const { setBy } = await ask();
  expect(setBy).toEqual([
    { setting: 'policy', ...policyAuthor },
    { setting: 'model', version: 'm1', by: 'ops', reason: 'wins more', key: null, offset: null },
  ]);
});

test.each([
  ['no such lead', whole, {}, 'LEADLINE_LEAD_UNKNOWN'],
  ['no such lead, as far as leads are built again', {}, {}, 'LEADLINE_REDIS_UNAVAILABLE'],
  ['no decision yet', { ...whole, ...undecided }, {}, 'LEADLINE_DECISION_UNKNOWN'],
  ['no decision, as far as they are read again', undecided, {}, 'LEADLINE_REDIS_UNAVAILABLE'],
  ['a content not yet read again', { 'll:lead:t:l': '1 0 5' }, { 5: 'l' }, 'LEADLINE_REDIS_UNAVAILABLE'],
  ['past its retention', known, {}, 'LEADLINE_DECISION_UNKNOWN'],
  ['the log ends before it', { ...known, 'll:lead:t:l': '1 0 9' }, { 9: 'l' }, 'LEADLINE_DECISION_UNKNOWN'],
  ['another record in its place', known, { 5: 'p' }, 'LEADLINE_DECISION_UNKNOWN'],
  ['Redis does not answer', null, {}, 'LEADLINE_REDIS_UNAVAILABLE'],
  ['Kafka does not answer', known, null, 'LEADLINE_INTAKE_OVERLOADED'],
] as const)('%s', async (_, keys, log, code) => {
  await expect(given(keys, log).ask()).rejects.toMatchObject({ code });
});

test('no more than two are explained at a time, so that leads come in', async () => {
  const { ask } = given(known, { 2: 'p', 3: 'r', 5: 'l' });
  const [first, second, third] = await Promise.allSettled([ask(), ask(), ask()]);
  expect([first.status, second.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(third).toMatchObject({ reason: { code: 'LEADLINE_INTAKE_OVERLOADED' } });
  expect(await ask()).toMatchObject({ leadId: 'l' });
});
