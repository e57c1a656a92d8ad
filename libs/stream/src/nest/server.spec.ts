import 'reflect-metadata';
import { Controller, type Type } from '@nestjs/common';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type {
  AtLeastOnceOptions,
  Outcome,
  Running,
  StreamClient,
  StreamProducer,
  StreamRecord,
} from '../port.ts';
import type { Stage } from '../stage.ts';
import { hostStage } from './host-stage.ts';
import { BatchContext, LeadStreamServer } from './server.ts';

/** A client that keeps what it was asked to run. */
function fakeClient() {
  const runs: AtLeastOnceOptions[] = [];
  const state = { stopped: 0, closed: 0 };
  const running = { unhealthy: () => null, stop: async () => void state.stopped++ } as unknown as Running;
  const producer = {
    send: async () => [],
    pending: 0,
    close: async () => void state.closed++,
  } as StreamProducer;
  const client = {
    runAtLeastOnce: async (options: AtLeastOnceOptions) => (runs.push(options), running),
    producer: async () => producer,
  } as Partial<StreamClient> as StreamClient;
  return { client, runs, state, running };
}

const record = (topic: string, offset: number): StreamRecord => ({
  topic,
  partition: 2,
  offset: BigInt(offset),
  key: 'k',
  value: Buffer.from(''),
  headers: {},
  timestamp: 0,
});
const done = (batch: readonly StreamRecord[]): Outcome[] => batch.map(() => ({ kind: 'done' }));

@Controller()
class TwoTopics {
  @EventPattern(['a'])
  a(@Payload() batch: readonly StreamRecord[], @Ctx() context: BatchContext): Outcome[] {
    return batch.map(({ offset }) => ({
      kind: 'failed',
      failure: 'poison',
      code: `A${offset}`,
      message: `${context.topic} ${context.partition} ${context.signal.aborted}`,
    }));
  }
  @EventPattern(['b'])
  async b(@Payload() batch: readonly StreamRecord[]): Promise<Outcome[]> {
    return done(batch);
  }
}

@Controller()
class AlsoB {
  @EventPattern(['b'])
  b(@Payload() batch: readonly StreamRecord[]): Outcome[] {
    return done(batch);
  }
}

@Module({})
class App {}

async function listening(controllers: Type[], strategy: LeadStreamServer) {
  const app = await NestFactory.createMicroservice({ module: App, controllers }, { strategy, logger: false });
  await app.listen();
  return app;
}

test('handlers get batches with their context, and their outcomes reach the runner', async () => {
  const { client, runs, running, state } = fakeClient();
  const strategy = new LeadStreamServer({ client, group: 'g', topics: ['a', 'b'] });
  const app = await listening([TwoTopics], strategy);
  expect(runs[0]).toMatchObject({ group: 'g', topics: ['a', 'b'] });
  const { signal } = new AbortController();
  expect(await runs[0]!.handle([record('a', 1), record('a', 2), record('b', 3)], signal)).toEqual([
    { kind: 'failed', failure: 'poison', code: 'A1', message: 'a 2 false' },
    { kind: 'failed', failure: 'poison', code: 'A2', message: 'a 2 false' },
    { kind: 'done' },
  ]);
  expect(strategy.unwrap()).toBe(running);
  await app.close();
  expect(state.stopped).toBe(1);
});

test.each([
  ['a topic without a handler', [AlsoB], 'No handler of g reads a.'],
  ['a topic with two handlers', [TwoTopics, AlsoB], 'Two handlers of g read b.'],
])('refuses to start with %s', async (_name, controllers, message) => {
  const { client, runs } = fakeClient();
  const strategy = new LeadStreamServer({ client, group: 'g', topics: ['a', 'b'] });
  await expect(listening(controllers, strategy)).rejects.toMatchObject({
    code: 'LEADLINE_TOPIC_UNHANDLED',
    message,
  });
  expect(runs).toEqual([]);
});

test('refuses to start with a handler for a topic that it does not read', async () => {
  const { client } = fakeClient();
  const strategy = new LeadStreamServer({ client, group: 'g', topics: ['a'] });
  await expect(listening([TwoTopics], strategy)).rejects.toThrow('a handler for b');
});

test('a stage is hosted by its controller, opened before and closed after', async () => {
  const { client, runs, state } = fakeClient();
  const events: string[] = [];
  const stage: Stage<'LeadReceived', null, string> = {
    name: 'enrichment',
    inputs: ['lead.received'],
    open: async () => void events.push('open'),
    gather: async (batch) => (events.push(`gather ${batch.length}`), null),
    decide: () => 'decided',
    conclude: () => [],
  };
  const codec = {
    encode: () => Promise.reject(new Error('nothing to encode')),
    decode: async () => ({ record: 'LeadReceived', value: {} }) as never,
  };
  const { controller, strategy } = await hostStage(stage, { client, codec });
  const app = await listening([controller], strategy);
  const { signal } = new AbortController();
  expect(await runs[0]!.handle([record('lead.received', 1), record('lead.received', 2)], signal)).toEqual(
    done([record('x', 1), record('x', 2)]),
  );
  expect(events).toEqual(['open', 'gather 2']);
  await app.close();
  expect(state).toEqual({ stopped: 1, closed: 1 });
});
