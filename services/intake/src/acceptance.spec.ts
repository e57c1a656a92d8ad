import type { Codec, Emit } from '@leadline/contracts';
import { leadIdOf, sha256 } from '@leadline/contracts';
import { receiveLead } from '@leadline/domain';
import type { LiveConnection } from '@leadline/live';
import { type OutRecord, StreamUnavailable, type StreamProducer } from '@leadline/stream';
import { IntakeGate } from './acceptance.ts';
import { check } from './http/check.ts';
import { leadBody, submissionOf } from './http/lead-body.ts';

function lead(idempotencyKey: string, company = 'ACME') {
  const submission = submissionOf(check(leadBody, { source: 'web', idempotencyKey, company }), null);
  return receiveLead(submission, { tenant: 'default', now: 1, sha256, leadIdOf });
}

const codec = {
  encode: async ({ topic, key }: Emit) => ({ topic, key, value: Buffer.from(''), headers: {} }),
} as unknown as Codec;

/** Redis that remembers claims as the script does; `null` plays one that is down. */
function redis(held: Map<string, string> | null): LiveConnection {
  const client = {
    eval: async (
      script: string,
      { keys, arguments: [, ...hashes] }: { keys: string[]; arguments: string[] },
    ) => {
      if (!script.includes('acked')) return null;
      const claims = script.includes('pending');
      return keys.map((key, index) => {
        const [state, hash] = held?.get(key)?.split(' ') ?? [];
        if (state === 'acked' && hash !== hashes[index]) return 'conflict';
        if (claims && hash === hashes[index]) return state;
        held?.set(key, `${claims ? 'pending' : 'acked'} ${hashes[index]}`);
        return claims ? 'new' : 'acked';
      });
    },
  };
  const run = async (commands: (client: never) => Promise<unknown>) =>
    held === null ? 'unavailable' : commands(client as never);
  return { run, ready: held !== null, close: () => {} } as unknown as LiveConnection;
}

function given({ down = false, live = redis(new Map()), pending = 0 } = {}) {
  const sent: OutRecord[] = [];
  const broker = { down };
  const producer: StreamProducer = {
    pending,
    close: async () => {},
    send: async (records) => {
      if (broker.down) throw new StreamUnavailable('no ack');
      sent.push(...records);
      return [];
    },
  };
  return { sent, broker, gate: new IntakeGate({ producer, codec, live, maxPending: 10 }) };
}

test('what was acknowledged before is answered the same without being written again', async () => {
  const { gate, sent } = given();
  const first = await gate.accept([lead('k')]);
  expect(await gate.accept([lead('k')])).toEqual(first);
  expect(sent).toHaveLength(1);
});

test('the same key with another body is a conflict, and its neighbours are accepted', async () => {
  const { gate } = given();
  await gate.accept([lead('k')]);
  const [conflict, other] = await gate.accept([lead('k', 'Other'), lead('k2')]);
  expect(conflict).toMatchObject({ code: 'LEADLINE_INTAKE_KEY_CONFLICT' });
  expect(other).toEqual({ leadId: lead('k2').leadId });
});

test('without the broker nothing is accepted; the repeat is, because its key was only pending', async () => {
  const { gate, broker, sent } = given({ down: true });
  await expect(gate.accept([lead('k')])).rejects.toMatchObject({ code: 'LEADLINE_INTAKE_OVERLOADED' });
  broker.down = false;
  expect(await gate.accept([lead('k')])).toEqual([{ leadId: lead('k').leadId }]);
  expect(sent).toHaveLength(1);
});

test('after a failed send another body may come under the key, as nothing was acknowledged', async () => {
  const { gate, broker, sent } = given({ down: true });
  await expect(gate.accept([lead('k')])).rejects.toMatchObject({ code: 'LEADLINE_INTAKE_OVERLOADED' });
  broker.down = false;
  expect(await gate.accept([lead('k', 'Corrected')])).toEqual([{ leadId: lead('k').leadId }]);
  expect(sent).toHaveLength(1);
});

test('of two bodies sent under one key at the same time the first acknowledged wins', async () => {
  const { gate } = given();
  const [one, two] = await Promise.all([gate.accept([lead('k')]), gate.accept([lead('k', 'Other')])]);
  const refused = [...one, ...two].filter((answer) => 'code' in answer);
  expect(refused).toMatchObject([{ code: 'LEADLINE_INTAKE_KEY_CONFLICT' }]);
});

test('with too many records waiting for the broker it takes no more', async () => {
  const { gate } = given({ pending: 10 });
  expect(gate.unhealthy()).toContain('10 records');
  await expect(gate.accept([lead('k')])).rejects.toMatchObject({ code: 'LEADLINE_INTAKE_OVERLOADED' });
});

test('without Redis all is written, repeats too', async () => {
  const { gate, sent } = given({ live: redis(null) });
  const first = await gate.accept([lead('k')]);
  expect(await gate.accept([lead('k')])).toEqual(first);
  expect(sent).toHaveLength(2);
});
