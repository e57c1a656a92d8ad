import { type Emit, eventIdOf, PII_PATHS } from '@leadline/contracts';
import type { Amendment, FieldChange } from '@leadline/domain';
import type { AmendmentClaim } from '@leadline/live';
import type { AmendRequest } from './amend-request.ts';

/** The lead as it now is, for all stages. */
export const receivedRecord = ({ lead }: Amendment): Emit => ({
  topic: 'lead.received',
  record: 'LeadReceived',
  key: lead.leadId,
  value: lead,
});

const PERSONAL = new Set(PII_PATHS.LeadReceived.map((path) => path.split('.').at(-1)));
/** Attributes may hold anything. */
const isPersonal = ({ field }: FieldChange): boolean =>
  PERSONAL.has(field) || field.startsWith('attributes.');

/** Who has changed what, and why; values about the person stand in the field that is marked for them. */
export function amendedRecord(
  { by, reason }: AmendRequest,
  { tenant, leadId, request }: AmendmentClaim,
  { lead, changes }: Amendment,
  at: number,
): Emit {
  const value = {
    eventId: eventIdOf(tenant, 'LeadAmended', leadId, request),
    tenant,
    workspace: lead.workspace,
    leadId,
    attempt: lead.attempt,
    at,
    by,
    reason,
    fields: changes.map(({ field }) => field),
    changes: changes.filter((change) => !isPersonal(change)),
    personalChanges: changes.filter(isPersonal),
  };
  return { topic: 'lead.amended', record: 'LeadAmended', key: leadId, value };
}
