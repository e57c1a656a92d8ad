/**
 * Watches the courses of the seeds that it is given: outside of Jest, in whose sandbox the same work takes nearly twice the
 * processor time, and on every core.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { coursesOf } from './drift-course.ts';

for (const seed of workerData as readonly string[])
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port to the parent has no origin
  parentPort!.postMessage(coursesOf(seed));
