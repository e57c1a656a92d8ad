import { contextOf } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';
import { type Finding, finding } from './check.ts';
import type { Waiting } from './groups.ts';

/** Records of one log that are looked at: enough to name the workspaces that stand still. */
const LOOKED_AT = 2_000;

/** Workspaces of which nothing was decided for `maxAgeMs`, by what waits on their logs. */
export async function standingStill(
  client: Pick<StreamClient, 'read'>,
  waiting: readonly Waiting[],
  now: number,
  maxAgeMs: number,
): Promise<readonly Finding[]> {
  const still = waiting.filter(({ group, since }) => group === 'assignment' && now - since > maxAgeMs);
  const found: Finding[] = [];
  for (const log of still)
    for (const [workspace, { records, since }] of await workspacesOf(client, log)) {
      const what = `${records} records of ${workspace} wait on ${log.topic}/${log.partition}, the oldest for ${Math.round((now - since) / 1_000)} s.`;
      found.push(finding('LEADLINE_WORKSPACE_STILL', workspace, what));
    }
  return found;
}

async function workspacesOf(client: Pick<StreamClient, 'read'>, { topic, partition, from, to }: Waiting) {
  const found = new Map<string, { readonly records: number; readonly since: number }>();
  const last = from + BigInt(LOOKED_AT);
  const range = { from: new Map([[partition, from]]), to: new Map([[partition, last < to ? last : to]]) };
  for await (const batch of client.read({ topic, partitions: [partition], ...range }))
    for (const { headers, key, timestamp } of batch) {
      const { tenant, workspace } = contextOf(headers);
      const name = `${tenant}/${workspace ?? key ?? ''}`;
      const known = found.get(name);
      found.set(name, { records: (known?.records ?? 0) + 1, since: known?.since ?? timestamp });
    }
  return found;
}
