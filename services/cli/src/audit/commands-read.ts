import type { Cluster } from '../cluster.ts';
import { originalsOf } from './copies.ts';
import type { Commanded } from './trace.ts';

/**
 * Commands on a lead. They lie on the log of their workspace, which is not by lead. Each once: it may have been sent again, or
 * sent on to the workspace that has the lead by now.
 */
export async function commandsOn(
  cluster: Pick<Cluster, 'read'>,
  leadId: string,
): Promise<readonly Commanded[]> {
  const copies: (readonly [string, { at: number; key: string | null; said: Commanded }])[] = [];
  for await (const row of cluster.read('assignment.in', { kind: 'LeadCommanded' })) {
    if (row.record !== 'LeadCommanded' || row.value.leadId !== leadId) continue;
    const { eventId, occurredAt: at, command, repId, otherLeadId, by, reason } = row.value;
    const said = { at, command, target: repId ?? otherLeadId, by, reason, actor: row.actor };
    copies.push([eventId, { at: row.timestamp, key: row.actor, said }]);
  }
  return originalsOf(copies).map(({ said }) => said);
}
