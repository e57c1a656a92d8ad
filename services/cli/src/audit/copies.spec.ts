import type { RecordName, TopicName } from '@leadline/contracts';
import type { Cluster } from '../cluster.ts';
import { type Asked, readChanges } from './changes-read.ts';
import { commandsOn } from './commands-read.ts';

const NO_PERIOD = { from: -Infinity, to: Infinity };

interface Lying {
  readonly topic: TopicName;
  readonly record: RecordName;
  readonly timestamp: number;
  readonly actor: string | null;
  readonly value: object;
}

const scope = { tenant: 't', workspace: 'emea', eventId: 'e1', by: 'u7', reason: 'why', occurredAt: 5 };
const on =
  (topic: TopicName, record: RecordName) =>
  (timestamp: number, actor: string | null, said: object = {}): Lying => ({ topic, record, timestamp, actor, value: { ...scope, ...said } }); // prettier-ignore
const rep = on('assignment.in', 'RepUpserted');
const policy = on('policy.released', 'PolicyReleased');
const command = (timestamp: number, actor: string | null, said: object = {}) =>
  on('assignment.in', 'LeadCommanded')(timestamp, actor, { command: 'reassign', leadId: 'l1', repId: 'ann', otherLeadId: null, ...said }); // prettier-ignore

/** Topics on which records lie in that order. */
function clusterOf(...lying: readonly Lying[]): Pick<Cluster, 'read'> {
  async function* read(topic: TopicName) {
    for (const one of lying) if (one.topic === topic) yield one;
  }
  return { read } as unknown as Pick<Cluster, 'read'>;
}

async function changesIn(asked: Partial<Asked>, ...lying: readonly Lying[]) {
  const all = { tenant: 't', workspace: null, period: NO_PERIOD };
  const changes = await readChanges(clusterOf(...lying), { ...all, ...asked });
  return changes.map(({ at, what, workspace, key }) => [at, what, workspace, key]);
}
const changesOf = (...lying: readonly Lying[]) => changesIn({}, ...lying);

test('changes stand oldest first; what was sent again, or lies on two topics, once', async () => {
  const beside = { ...policy(1, 'k1', { version: 'p1' }), topic: 'assignment.in' } as const;
  expect(
    await changesOf(
      rep(3, 'k1', { eventId: 'e2' }),
      rep(4, 'k1', { eventId: 'e2' }),
      beside,
      policy(2, 'k1'),
    ),
  ).toEqual([
    [1, 'policy', 'emea', 'k1'],
    [3, 'rep', 'emea', 'k1'],
  ]);
});

test('given one event id for two kinds and two workspaces, none of the changes hides another', async () => {
  const told = await changesOf(rep(1, 'k1'), rep(2, 'k1', { workspace: 'apac' }), policy(3, 'k1'), command(4, 'k1'), command(5, 'k1', { leadId: 'l2' })); // prettier-ignore
  expect(told.map(([at]) => at)).toEqual([1, 2, 3, 4, 5]);
});

// The log of the other workspace may be read first: it lies on another partition.
test('given a command that was sent on to another workspace, the one that came with a key is told, once', async () => {
  const sentOn = command(20, null, { workspace: 'apac' });
  for (const lying of [
    [sentOn, command(10, 'k1')],
    [command(10, 'k1'), sentOn],
  ]) {
    expect(await changesOf(...lying)).toEqual([[10, 'lead', 'emea', 'k1']]);
    expect(await commandsOn(clusterOf(...lying), 'l1')).toMatchObject([{ by: 'u7', actor: 'k1' }]);
  }
});

test('asked for by either workspace, a command that was sent on is told as it came, by when it came', async () => {
  const lying = [command(20, null, { workspace: 'apac' }), command(10, 'k1')];
  for (const workspace of ['emea', 'apac'])
    expect(await changesIn({ workspace }, ...lying)).toEqual([[10, 'lead', 'emea', 'k1']]);
  expect(await changesIn({ workspace: 'us' }, ...lying)).toEqual([]);
  expect(await changesIn({ workspace: 'apac', period: { from: 15, to: Infinity } }, ...lying)).toEqual([]);
});

test('changes of another tenant are not told; those of the whole installation, and of no workspace, are', async () => {
  const model = on('model.released', 'ModelReleased')(3, 'k1', { tenant: '*', workspace: undefined, action: 'release', version: 'm1' }); // prettier-ignore
  const others = rep(1, 'k1', { tenant: 'other' });
  expect(await changesIn({ workspace: 'emea' }, others, rep(2, 'k1'), model)).toEqual([
    [2, 'rep', 'emea', 'k1'],
    [3, 'model', null, 'k1'],
  ]);
});

test('given a command that was sent without a key, the earliest is told', async () => {
  const sentOn = command(20, null, { workspace: 'apac' });
  expect(await changesOf(sentOn, command(10, null))).toEqual([[10, 'lead', 'emea', null]]);
});
