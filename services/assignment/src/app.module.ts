import { hostname } from 'node:os';
import { type Codec, sha256 } from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import { zoneOffsets } from '@leadline/reference';
import {
  CODEC,
  CONFIG,
  type Consumer,
  CONSUMERS,
  Health,
  LOG,
  type Logger,
  redisOf,
  redisTrouble,
  STREAM,
  type Telemetry,
  TELEMETRY,
} from '@leadline/service-kit';
import type { StreamClient, StreamProducer } from '@leadline/stream';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { redisLoads } from './adapters/redis-loads.ts';
import { keepingIn } from './adapters/keeping.ts';
import { Alarms } from './alarms.ts';
import type { Config } from './config.ts';
import { assignmentLog } from './stage.ts';

const LIVE = Symbol('LIVE');
const PRODUCER = Symbol('PRODUCER');
/** Redis is asked after each commit; a slow one must not slow routing. */
const LIVE_TIMEOUT_MS = 250;

/** Composition root: the only file that knows all adapters. */
@Module({
  providers: [
    {
      provide: LIVE,
      inject: [CONFIG, LOG],
      useFactory: (config: Config, log: Logger) =>
        connectLive(config.LEADLINE_REDIS, {
          timeoutMs: LIVE_TIMEOUT_MS,
          ...redisOf(config),
          onTrouble: redisTrouble(log),
        }),
    },
    { provide: PRODUCER, inject: [STREAM], useFactory: (stream: StreamClient) => stream.producer() },
    {
      provide: CONSUMERS,
      inject: [CONFIG, STREAM, CODEC, LIVE, PRODUCER, LOG, Health, TELEMETRY],
      useFactory: (
        config: Config,
        client: StreamClient,
        codec: Codec,
        live: LiveConnection,
        producer: StreamProducer,
        log: Logger,
        health: Health,
        { metrics }: Telemetry,
      ): readonly Consumer[] => {
        metrics.watchPartitions();
        const alarms = new Alarms(log);
        health.watch('logs', () => alarms.unhealthy());
        const options = assignmentLog({
          client,
          codec,
          producer,
          store: redisLoads(live, log),
          sha256,
          salt: config.LEADLINE_ASSIGNMENT_SALT,
          zone: zoneOffsets,
          now: Date.now,
          owner: `${hostname()}/${process.pid}`,
          alarm: (partition, trouble) => alarms.set(partition, trouble),
          maxChunk: config.LEADLINE_ASSIGNMENT_CHUNK,
          keeping: keepingIn(config.LEADLINE_ASSIGNMENT_STATE, (partition, err) =>
            log.warn(
              { partition, err },
              'the state does not stay on the disk; it is read whole at the next start',
            ),
          ),
          observe: metrics,
        });
        return [{ kind: 'log', options }];
      },
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  readonly #live: LiveConnection;
  readonly #producer: StreamProducer;

  constructor(@Inject(LIVE) live: LiveConnection, @Inject(PRODUCER) producer: StreamProducer) {
    this.#live = live;
    this.#producer = producer;
  }

  async onApplicationShutdown(): Promise<void> {
    this.#live.close();
    await this.#producer.close();
  }
}
