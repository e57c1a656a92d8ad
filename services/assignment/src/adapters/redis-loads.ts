import {
  adoptLoads,
  type LiveConnection,
  reloadLoads,
  UNAVAILABLE,
  type Unavailable,
  writeLoads,
} from '@leadline/live';
import type { LoadStore } from '../load-mirror.ts';

interface Log {
  warn(fields: object, message: string): void;
}

/** The live view in Redis. An error reply counts as an outage: whatever is wrong there, routing goes on. */
export function redisLoads(live: LiveConnection, log: Log): LoadStore {
  const calmly = async <T>(call: Promise<T>): Promise<T | Unavailable> => {
    try {
      return await call;
    } catch (error) {
      log.warn({ err: error }, 'the live view cannot be written');
      return UNAVAILABLE;
    }
  };
  return {
    adopt: (writer) => calmly(adoptLoads(live, writer)),
    write: (writer, expectedSeq, changes) => calmly(writeLoads(live, writer, expectedSeq, changes)),
    reload: (writer, state) => calmly(reloadLoads(live, writer, state)),
  };
}
