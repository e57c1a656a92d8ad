/** Watches the courses of the seeds that it is given: outside of Jest, in whose sandbox the same work takes five times as long. */
import { parentPort, workerData } from 'node:worker_threads';
import { coursesOf } from './drift-course.ts';

for (const seed of workerData as readonly string[]) parentPort!.postMessage(coursesOf(seed));
