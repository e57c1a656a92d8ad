import { createRequire } from 'node:module';
import { until } from '@leadline/testkit';
import { lookWhileRequestsWait, type RequestQueue } from './request-queue.ts';

interface Queue extends RequestQueue {
  push(request: object): void;
  fulfillRequest(answer: object): void;
  maybeThrottle(ms: number): void;
  rejectAll(error: Error): void;
}
const Queues = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as new (
  options: object,
) => Queue;
lookWhileRequestsWait(Queues as unknown as { readonly prototype: RequestQueue });

const logger = { debug: () => {}, warn: () => {} };
let next = 0;

/** A queue with one request in flight at most, and what it has sent, each with a promise of its being sent. */
function opened() {
  const queue = new Queues({
    maxInFlightRequests: 1,
    requestTimeout: 1000,
    clientId: 'c',
    broker: 'b',
    logger,
  });
  const sent: number[] = [];
  const push = (): { readonly id: number; readonly done: Promise<void> } => {
    const id = (next += 1);
    const { promise, resolve } = Promise.withResolvers<void>();
    const entry = { correlationId: id, resolve: () => {}, reject: () => {} };
    const sendRequest = (): void => (sent.push(id), resolve());
    queue.push({ entry, expectResponse: true, sendRequest });
    return { id, done: promise };
  };
  return { queue, sent, push };
}

test('where nothing waits no look is planned, neither at first nor after an answer', () => {
  const { queue, push } = opened();
  queue.checkPendingRequests();
  const { id } = push();
  queue.fulfillRequest({ correlationId: id, payload: null, size: 0 });
  expect(queue.throttleCheckTimeoutId).toBeNull();
});

test('a request that waits for another is sent with its answer, and the look that was planned is the last', async () => {
  const { queue, sent, push } = opened();
  const [first, second] = [push(), push()];
  expect(sent).toEqual([first.id]);
  expect(queue.throttleCheckTimeoutId).not.toBeNull();
  queue.fulfillRequest({ correlationId: first.id, payload: null, size: 0 });
  expect(sent).toEqual([first.id, second.id]);
  await until('no look is planned', () => queue.throttleCheckTimeoutId === null);
});

test('a request to a broker that asks to be spared is sent once that is over', async () => {
  const { queue, sent, push } = opened();
  queue.maybeThrottle(20);
  const { id, done } = push();
  expect(sent).toEqual([]);
  const start = Date.now();
  await done;
  expect(sent).toEqual([id]);
  expect(Date.now() - start).toBeGreaterThanOrEqual(15);
});

test('requests that wait behind one without an answer are looked at again until they are given up', async () => {
  const { queue, sent, push } = opened();
  let looks = 0;
  const look = queue.checkPendingRequests.bind(queue);
  queue.checkPendingRequests = (): void => {
    looks += 1;
    look();
  };
  const first = push();
  push();
  await until('looked at again', () => looks > 1);
  queue.rejectAll(new Error('gone'));
  await until('no look is planned', () => queue.throttleCheckTimeoutId === null);
  expect(sent).toEqual([first.id]);
});
