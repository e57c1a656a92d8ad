import { EventEmitter } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerBulk } from './bulk.ts';

async function* lines(count: number): AsyncGenerator<Buffer> {
  for (let line = 0; line < count; line += 1) yield Buffer.from(`{"line":${line}}\n`);
}

/** A response whose reader takes nothing: after each write, `then` happens to it. */
function given(then: (response: EventEmitter & { destroyed: boolean }) => void) {
  const written: string[] = [];
  const response = Object.assign(new EventEmitter(), {
    destroyed: false,
    setHeader: () => {},
    end: () => {},
    write: (text: string) => {
      written.push(...text.trim().split('\n'));
      setImmediate(() => then(response));
      return false;
    },
  });
  const taken: unknown[] = [];
  const answer = (count: number) =>
    answerBulk(
      lines(count) as unknown as IncomingMessage,
      response as unknown as ServerResponse,
      async (values) => {
        taken.push(...values);
        return values.map(() => ({ ok: true }));
      },
    );
  return { written, taken, response, answer };
}

test('a slow reader is waited for, chunk by chunk, without piling up listeners', async () => {
  const { written, answer, response } = given((it) => it.emit('drain'));
  await answer(1_200);
  expect(written).toHaveLength(1_200);
  expect([response.listenerCount('drain'), response.listenerCount('close')]).toEqual([0, 0]);
});

test('a sender that goes away without reading ends the request, and no more is taken in', async () => {
  const { taken, answer } = given((it) => {
    it.destroyed = true;
    it.emit('close');
  });
  await answer(1_200);
  expect(taken).toHaveLength(500);
});
