/** An owner of the log in a process of its own, to be killed. Says `up` once it is in the group. */
import { keepingIn } from '../src/adapters/keeping.ts';
import { assignmentLog } from '../src/stage.ts';
import { Stack } from './stack.ts';

const { TEST_PREFIX = '', TEST_REDIS = '', TEST_CHUNK = '200', TEST_STATE } = process.env;
const stack = await Stack.open({ prefix: TEST_PREFIX, redis: TEST_REDIS });
const running = await stack.client.runExactlyOnce(
  assignmentLog({ ...stack.parts, maxChunk: Number(TEST_CHUNK), keeping: keepingIn(TEST_STATE) }),
);
process.stdout.write('up\n');
await running.died;
