import type { StreamRecord } from '../port.ts';
import type { Fetched, RawMessage } from './log-reader.ts';

/** Control records carry version (int16) and type (int16) in their key: 0 abort, 1 commit. */
const isAbort = (message: RawMessage): boolean =>
  message.isControlRecord && message.key?.readInt16BE(2) === 0;

/**
 * Committed records of a fetch. kafkajs's own filter enters one aborted transaction per record at most, and so delivers
 * aborted records where several producers abort in one partition.
 */
export function visible(fetched: Fetched): StreamRecord[] {
  const entering = fetched.aborted
    .map(({ producerId, firstOffset }) => ({ producerId, firstOffset: BigInt(firstOffset) }))
    .toSorted((a, b) => (a.firstOffset < b.firstOffset ? -1 : 1));
  const aborting = new Set<string>();
  const records: StreamRecord[] = [];
  for (const message of fetched.raw) {
    const offset = BigInt(message.offset);
    while (entering[0] !== undefined && entering[0].firstOffset <= offset)
      aborting.add(entering.shift()!.producerId);
    const { producerId, inTransaction } = message.batchContext;
    if (message.isControlRecord) {
      if (isAbort(message)) aborting.delete(producerId);
    } else if (!(inTransaction && aborting.has(producerId))) {
      records.push(recordOf(fetched, message, offset));
    }
  }
  return records;
}

function recordOf({ topic, partition }: Fetched, message: RawMessage, offset: bigint): StreamRecord {
  return {
    topic,
    partition,
    offset,
    key: message.key?.toString('utf8') ?? null,
    value: message.value,
    headers: headersOf(message.headers),
    timestamp: Number(message.timestamp),
  };
}

/** Of a header that stands several times, the last counts. */
function headersOf(headers: RawMessage['headers']): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) texts[name] = last.toString();
  }
  return texts;
}
