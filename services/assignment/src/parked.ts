import { type Codec, contextOf, deadLetterTopic } from '@leadline/contracts';
import type { OutRecord, RecordPosition, StreamRecord } from '@leadline/stream';
import { STAGE } from './outputs.ts';

const LEADS = ['LeadScored', 'LeadQuarantined', 'LeadTransferred'];

/**
 * What the log learns of a lead whose record went to the dead letters: it is parked, not lost. The record's bytes may be
 * unreadable, so its headers tell which lead it is; null where they name none.
 */
export async function parkedRecord(
  codec: Codec,
  record: StreamRecord,
  position: RecordPosition,
  errorCode: string,
): Promise<OutRecord | null> {
  const context = contextOf(record.headers);
  const { tenant, workspace, subject } = context;
  if (subject === null || workspace === '' || !LEADS.includes(record.headers['ce_type'] ?? '')) return null;
  const value = {
    leadId: subject,
    tenant,
    workspace,
    attempt: 1,
    source: null,
    occurredAt: record.timestamp,
    receivedAt: record.timestamp,
    stage: STAGE,
    errorCode,
    deadLetterTopic: deadLetterTopic(STAGE),
    deadLetterPartition: position.partition,
    deadLetterOffset: Number(position.offset),
    stages: [],
  };
  return codec.encode(
    { topic: 'assignment.in', record: 'LeadParked', key: workspace, value },
    context,
    STAGE,
  );
}
