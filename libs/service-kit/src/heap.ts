import { setFlagsFromString } from 'node:v8';

/** As an argument of `node`, it does what {@link countBuffersAsHeap} does. */
export const BUFFERS_AS_HEAP = '--external-memory-accounted-in-global-limit';

/**
 * Makes V8 collect the whole heap when heap and buffers together have grown by a factor, as it does for the heap alone. By default it
 * does so for each 64 MB of buffers, however large the heap is: with Kafka's records passing through, every quarter of a minute at a
 * hundred leads a second, and each time leads wait for a fifth of a second. To be called before a process takes up its work.
 */
export function countBuffersAsHeap(): void {
  setFlagsFromString(BUFFERS_AS_HEAP);
}
