import type { Codec } from '@leadline/contracts';
import type { OutRecord } from '@leadline/stream';
import { STAGE } from './outputs.ts';

/** The first row that a new owner of a log writes. Its offset is the fencing token. */
export function claimRecord(
  codec: Codec,
  partition: number,
  owner: string,
  claimedAt: number,
): Promise<OutRecord> {
  const value = { group: STAGE, partition, owner, claimedAt };
  const context = { tenant: '', workspace: '', subject: null, traceparent: null };
  const key = `claim/${partition}`;
  return codec.encode(
    { topic: 'assignment.ledger', record: 'OwnerClaimed', key, value, partition },
    context,
    STAGE,
  );
}
