import type { Emit } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';

/** The event as a record of its workspace's log, with nothing in what no decision reads: engagement, reports of data quality; signed by nobody, unless it says by whom. */
export function emitOf(event: LogEvent): Emit {
  const target = { topic: 'assignment.in', key: event.value.workspace } as const;
  switch (event.record) {
    case 'LeadScored':
      return {
        ...target,
        record: event.record,
        value: { postalArea: null, ...event.value, engagement: null },
      };
    case 'LeadTransferred':
      return { ...target, record: event.record, value: { postalArea: null, ...event.value } };
    case 'LeadQuarantined':
      return { ...target, record: event.record, value: { ...event.value, changes: [], findings: [] } };
    case 'PolicyReleased':
      return {
        ...target,
        record: event.record,
        value: { actor: null, reason: null, file: null, ...event.value },
      };
    case 'RepUpserted':
      return { ...target, record: event.record, value: { ...NOBODY, ...event.value } };
    case 'PricesReleased':
      return { ...target, record: event.record, value: { ...NOBODY, ...event.value } };
    case 'WorkspaceConfigured':
      return { ...target, record: event.record, value: { ...NOBODY, ...event.value } };
    case 'ClockAdvanced':
      return { ...target, record: event.record, value: { ...NOBODY, ...event.value } };
    case 'LeadParked':
    case 'DealOpened':
    case 'DealOutcome':
    case 'LeadCommanded':
    case 'Ticked':
      break;
  }
  return { ...target, ...event };
}

const NOBODY = { by: null, reason: null };
