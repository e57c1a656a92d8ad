import { leadIdOf, sha256 } from '@leadline/contracts';
import { receiveLead, type ReceivedLead } from '@leadline/domain';
import type { Stage } from '@leadline/stream';

/** Leads that upstream systems offer over Kafka: lead.submitted to lead.received. */
export function submittedStage(now: () => number): Stage<'LeadSubmitted', number, ReceivedLead> {
  return {
    name: 'intake',
    inputs: ['lead.submitted'],
    gather: () => Promise.resolve(now()),
    decide({ value: { tenant, ...submission } }, at) {
      return receiveLead({ ...submission, flags: [] }, { tenant, now: at, sha256, leadIdOf });
    },
    conclude: (_, lead) => [
      { topic: 'lead.received', record: 'LeadReceived', key: lead.leadId, value: lead },
    ],
  };
}
