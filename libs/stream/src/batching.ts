import type { OutRecord } from './port.ts';

/** Bytes of one partition in one send: far below a broker's usual 1 MB, as kafkajs makes one record batch of them. */
const PARTITION_BYTES = 512 * 1024;
const SEND_BYTES = 4 * 1024 * 1024;

export type Placed = OutRecord & { readonly partition: number };

/** Size on the wire, roughly and rather too large. */
function sizeOf(record: OutRecord): number {
  let size = 70 + (record.key?.length ?? 0) * 3 + (record.value?.length ?? 0);
  for (const [name, value] of Object.entries(record.headers ?? {}))
    size += name.length + value.length * 3 + 4;
  return size;
}

/** How many records from the front go into one send. At least one, so that a giant fails at the broker by itself. */
export function sendable(records: readonly Placed[]): number {
  const perPartition = new Map<string, number>();
  let total = 0;
  for (const [index, record] of records.entries()) {
    const size = sizeOf(record);
    const place = `${record.topic}/${record.partition}`;
    const filled = (perPartition.get(place) ?? 0) + size;
    total += size;
    if (index > 0 && (filled > PARTITION_BYTES || total > SEND_BYTES)) return index;
    perPartition.set(place, filled);
  }
  return records.length;
}

/** Cuts records into sends, in order. */
export function sends(records: readonly Placed[]): Placed[][] {
  const cut: Placed[][] = [];
  for (let from = 0; from < records.length;) {
    const count = sendable(records.slice(from));
    cut.push(records.slice(from, from + count));
    from += count;
  }
  return cut;
}
