import { canonicalJson } from '@leadline/domain';
import type { StreamClient } from '@leadline/stream';
import { jsonCodec, MemoryLog } from '../test/fakes.ts';
import { restoreAll } from './restore.ts';
import { Workspaces } from './workspaces.ts';

const LEADS = 50;

function writtenState(): MemoryLog {
  const log = new MemoryLog();
  for (let index = 0; index < LEADS; index += 1) {
    const key = `lead/l${index}`;
    const status = { leadId: `l${index}`, state: 'assigned' };
    const body = canonicalJson({
      status,
      personKey: `p${index}`,
      arrival: index,
      settled: { at: 1, seq: index },
    });
    const value = { tenant: 't', workspace: 'w', key, body };
    const bytes = Buffer.from(canonicalJson({ record: 'StateChanged', value }));
    log.append([{ topic: 'assignment.state', key: `w/${key}`, value: bytes }]);
  }
  return log;
}

test('a large log is taken over with a breath at each row: silent for a session, its owner would lose it and begin again', async () => {
  let breaths = 0;
  const breathe = (): Promise<void> => Promise.resolve(void (breaths += 1));
  const client = writtenState() as unknown as StreamClient;
  const workspaces = new Workspaces();
  await restoreAll(workspaces, { client, codec: jsonCodec, partition: 0, breathe });
  expect([...workspaces.all()]).toHaveLength(1);
  // As it is read, as it is met, as it stands in the queues, as it is settled.
  expect(breaths).toBe(4 * LEADS);
  workspaces.close();
});
