import type { Emit } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';

/** The event as a record of its workspace's log, with nothing in what no decision reads: engagement, reports of data quality, who released a policy. */
export function emitOf(event: LogEvent): Emit {
  const target = { topic: 'assignment.in', key: event.value.workspace } as const;
  if (event.record === 'LeadScored')
    return { ...target, record: event.record, value: { ...event.value, engagement: null } };
  if (event.record === 'LeadQuarantined')
    return { ...target, record: event.record, value: { ...event.value, changes: [], findings: [] } };
  if (event.record === 'PolicyReleased')
    return {
      ...target,
      record: event.record,
      value: { ...event.value, actor: null, reason: null, file: null },
    };
  return { ...target, ...event };
}
