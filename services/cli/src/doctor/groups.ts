import { type StageName, STAGES, TOPICS, type TopicName } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

/** What waits for a group on one partition. */
export interface Waiting {
  readonly group: StageName;
  readonly topic: string;
  readonly partition: number;
  readonly records: number;
  /** Timestamp of the record that waits longest, epoch ms. */
  readonly since: number;
  readonly from: bigint;
  readonly to: bigint;
}

/** Everything that waits, of the topics that are there. */
export async function waitingIn(
  client: Pick<StreamClient, 'lag'>,
  present: ReadonlySet<string>,
): Promise<readonly Waiting[]> {
  const all: Waiting[] = [];
  for (const group of STAGES) {
    const topics = inputsOf(group).filter((topic) => present.has(topic));
    if (topics.length === 0) continue;
    for (const { topic, partition, committed: from, end: to, since } of await client.lag(group, topics))
      if (since !== null) all.push({ group, topic, partition, records: Number(to - from), since, from, to });
  }
  return all;
}

const inputsOf = (group: StageName): readonly TopicName[] =>
  (Object.keys(TOPICS) as TopicName[]).filter((topic) =>
    (TOPICS[topic].consumers as readonly string[]).includes(group),
  );

/** Groups for which something waits longer than `maxAgeMs`. `members`: seats that are taken in each of them. */
export function judgeWaiting(
  waiting: readonly Waiting[],
  members: ReadonlyMap<StageName, number>,
  now: number,
  maxAgeMs: number,
): readonly Finding[] {
  const byInput = Map.groupBy(waiting, ({ group, topic }) => `${group} ${topic}`);
  return [...byInput.values()].flatMap((parts) => {
    const { group, topic } = parts[0]!;
    const age = now - Math.min(...parts.map(({ since }) => since));
    if (age <= maxAgeMs) return [];
    const records = parts.reduce((sum, part) => sum + part.records, 0);
    const nobody = members.get(group) === 0 ? ' Nobody is in the group.' : '';
    const what = `${records} records of ${topic} wait for ${group}, the oldest for ${Math.round(age / 1_000)} s.${nobody}`;
    return [finding('LEADLINE_RECORDS_WAIT', group, what)];
  });
}
