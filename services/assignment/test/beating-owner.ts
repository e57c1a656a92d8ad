/**
 * An owner of the log in a process of its own, that says `late` once it has held its event loop for so long that a heartbeat would
 * have come more than a second after the one before. Held is counted in CPU: what the machine gives others meanwhile is not ours.
 */
import { assignmentLog } from '../src/stage.ts';
import { Stack } from './stack.ts';

/** A second between two heartbeats, of which the client lets half pass by itself. */
const MOST_HELD_MS = 500;
const LOOK_MS = 20;

const { TEST_PREFIX = '', TEST_REDIS = '' } = process.env;
const stack = await Stack.open({ prefix: TEST_PREFIX, redis: TEST_REDIS });
const running = await stack.client.runExactlyOnce(assignmentLog(stack.parts));
let before = process.threadCpuUsage();
setInterval(() => {
  const now = process.threadCpuUsage();
  const held = (now.user + now.system - before.user - before.system) / 1000;
  before = now;
  if (held > MOST_HELD_MS) process.stdout.write('late\n');
}, LOOK_MS);
process.stdout.write('up\n');
await running.died;
