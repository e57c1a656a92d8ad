import type { Emit } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';

/** The event as a record of its workspace's log, on which the report of data quality is empty. */
export function emitOf(event: LogEvent): Emit {
  const target = { topic: 'assignment.in', key: event.value.workspace } as const;
  if (event.record !== 'LeadQuarantined') return { ...target, ...event };
  return { ...target, record: event.record, value: { ...event.value, changes: [], findings: [] } };
}
