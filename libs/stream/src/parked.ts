import { type Codec, contextOf, type Emit, type Records, type TopicName } from '@leadline/contracts';
import { isTransient } from './errors.ts';
import type { RecordPosition, StreamRecord } from './port.ts';

/**
 * Who carries a lead on from a topic. Only its dead letter takes the lead out of the flow; the same record in the dead
 * letters of a mere reader, such as the status projector, changes nothing about the lead.
 */
const CARRIERS: Partial<Record<TopicName, string>> = {
  'lead.received': 'enrichment',
  'lead.enriched': 'data-quality',
  'lead.validated': 'scoring',
};

/** What a lead's record can still tell, if its bytes can be read. */
type Known = Partial<
  Pick<Records['LeadParked'], 'attempt' | 'source' | 'occurredAt' | 'receivedAt' | 'stages'>
>;

async function known(codec: Pick<Codec, 'decode'>, record: StreamRecord): Promise<Known> {
  try {
    return record.value === null ? {} : ((await codec.decode(record.value)).value as Known);
  } catch (error) {
    if (isTransient(error)) throw error;
    return {};
  }
}

/**
 * The word that a lead is parked, for its own topic and for its workspace's log; none if the record carries no lead.
 * Throws when the registry does not answer: then it is asked again, rather than guess which attempt this was.
 */
export async function parkedLead(
  codec: Pick<Codec, 'decode'>,
  stage: string,
  record: StreamRecord,
  letter: RecordPosition,
  code: string,
): Promise<Emit[]> {
  const { tenant, workspace, subject } = contextOf(record.headers);
  if (CARRIERS[record.topic as TopicName] !== stage || subject === null || workspace === '') return [];
  const { attempt = 1, source = null, occurredAt, receivedAt, stages = [] } = await known(codec, record);
  const value: Records['LeadParked'] = {
    leadId: subject,
    tenant,
    workspace,
    attempt,
    source,
    occurredAt: occurredAt ?? record.timestamp,
    receivedAt: receivedAt ?? record.timestamp,
    stage,
    errorCode: code,
    deadLetterTopic: letter.topic,
    deadLetterPartition: letter.partition,
    deadLetterOffset: Number(letter.offset),
    stages,
  };
  return [
    { topic: 'lead.parked', record: 'LeadParked', key: subject, value },
    { topic: 'assignment.in', record: 'LeadParked', key: workspace, value },
  ];
}
