import { LeadlineError, type TopicName, TOPICS } from '@leadline/contracts';
import { type OutRecord, retryAgain, type StreamRecord } from '@leadline/stream';

/** A record that a stage could not process. */
export interface DeadLetter {
  /** `<partition>/<offset>` in the dead-letter topic: its name in commands. */
  readonly id: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: string;
  readonly code: string;
  readonly message: string;
  readonly attempts: number;
  /** When it was given up, epoch ms. */
  readonly at: number;
  readonly record: StreamRecord;
}

/** Header of the marks that `redrive` leaves in the dead-letter topic, so that no record is sent again twice. */
const REDRIVEN = 'dlq-redriven';

/** Dead letters that have not been redriven, oldest first. */
export function openLetters(records: readonly StreamRecord[]): readonly DeadLetter[] {
  const redriven = new Set(records.map((record) => record.headers[REDRIVEN]));
  return records
    .filter((record) => record.headers[REDRIVEN] === undefined)
    .map(letterOf)
    .filter((letter) => !redriven.has(letter.id))
    .toSorted((a, b) => a.at - b.at || a.id.localeCompare(b.id));
}

/** The letter of this id, or all without one. @throws LeadlineError LEADLINE_LETTER_UNKNOWN */
export function chosen(letters: readonly DeadLetter[], id?: string): readonly DeadLetter[] {
  const found = letters.filter((letter) => id === undefined || letter.id === id);
  if (id === undefined || found.length > 0) return found;
  throw new LeadlineError('LEADLINE_LETTER_UNKNOWN', `There is no open dead letter ${id}.`, { where: id });
}

function letterOf(record: StreamRecord): DeadLetter {
  const { headers } = record;
  return {
    id: `${record.partition}/${record.offset}`,
    topic: headers['dlq-topic'] ?? '',
    partition: Number(headers['dlq-partition'] ?? 0),
    offset: headers['dlq-offset'] ?? '',
    code: headers['dlq-code'] ?? '',
    message: headers['dlq-message'] ?? '',
    attempts: Number(headers['dlq-attempts'] ?? 0),
    at: record.timestamp,
    record,
  };
}

/** A second copy would break the chain of hashes that `leadline replay` follows. */
const isChained = (topic: string): boolean =>
  Object.hasOwn(TOPICS, topic) && TOPICS[topic as TopicName].chained;

/**
 * The record as it was, for where it lay; its headers tell where it comes from. One of a chained topic goes to the retry topic
 * of the stage alone. `now`: epoch ms.
 */
export function redriveOf(letter: DeadLetter, partitions: number, now: number): OutRecord {
  const { topic, partition, offset } = letter;
  const { key, value, headers, topic: letters } = letter.record;
  const kept = Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('dlq-')));
  const original = { ...kept, 'redriven-from': `${letters}/${letter.id}` };
  if (isChained(topic)) {
    const timestamp = Number(headers['dlq-timestamp'] ?? letter.at);
    const record = { topic, partition, offset: BigInt(offset), timestamp, key, value, headers: original };
    return retryAgain(record, headers['dlq-stage'] ?? '', now);
  }
  return { topic, key, value, headers: original, ...(partition < partitions ? { partition } : {}) };
}

/** Left behind in the dead-letter topic once the record is acknowledged where it belongs. */
export function markOf(letter: DeadLetter): OutRecord {
  const { topic, partition, key } = letter.record;
  return { topic, partition, key, value: null, headers: { [REDRIVEN]: letter.id } };
}
