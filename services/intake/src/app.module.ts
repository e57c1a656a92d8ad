import { type Codec, keyedHash } from '@leadline/contracts';
import { connectLive, type LiveConnection } from '@leadline/live';
import { contractsOf } from '@leadline/reference';
import {
  CODEC,
  CONFIG,
  type Consumer,
  CONSUMERS,
  Health,
  LOCAL_SECRET,
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
import { IntakeGate } from './acceptance.ts';
import { Amendments } from './amendments.ts';
import { bodiesOf } from './bodies.ts';
import type { Config } from './config.ts';
import { decisionProjector } from './decision-projector.ts';
import { Decisions } from './decisions.ts';
import { checkWhole } from './http/amend-body.ts';
import { AmendEntrance } from './http/amend-entrance.ts';
import { DocsController } from './http/docs.controller.ts';
import { type Count, Entrance } from './http/entrance.ts';
import { EventsController } from './http/events.controller.ts';
import { LeadsController } from './http/leads.controller.ts';
import { type Guard, openGuard } from './guard.ts';
import type { Authorize } from './http/access.ts';
import { statusProjector } from './projector.ts';
import { submittedStage } from './stage.ts';
import { AUTHORIZE, GUARD, LIVE, PRODUCER } from './tokens.ts';

/** Redis has this long for an answer before intake goes on without it, ms. */
const REDIS_PATIENCE_MS = 250;

@Module({
  controllers: [LeadsController, DocsController, EventsController],
  providers: [
    {
      provide: LIVE,
      inject: [CONFIG, LOG],
      useFactory: (config: Config, log: Logger) =>
        connectLive(config.LEADLINE_REDIS, {
          timeoutMs: REDIS_PATIENCE_MS,
          ...redisOf(config),
          onTrouble: redisTrouble(log),
        }),
    },
    { provide: PRODUCER, inject: [STREAM], useFactory: (stream: StreamClient) => stream.producer() },
    { provide: GUARD, inject: [CONFIG, LOG], useFactory: openGuard },
    { provide: AUTHORIZE, inject: [GUARD], useFactory: ({ authorize }: Guard) => authorize },
    {
      provide: IntakeGate,
      inject: [CONFIG, PRODUCER, CODEC, LIVE, Health, TELEMETRY],
      useFactory: (
        config: Config,
        producer: StreamProducer,
        codec: Codec,
        live: LiveConnection,
        health: Health,
        { tracer }: Telemetry,
      ) => {
        const gate = new IntakeGate({
          producer,
          codec,
          live,
          maxPending: config.LEADLINE_INTAKE_MAX_PENDING,
          tracer,
        });
        health.watch('broker', () => gate.unhealthy());
        return gate;
      },
    },
    {
      provide: Entrance,
      inject: [IntakeGate, AUTHORIZE, TELEMETRY, CONFIG, LOG],
      useFactory: (
        gate: IntakeGate,
        authorize: Authorize,
        { metrics }: Telemetry,
        { LEADLINE_SECRET: secret, LEADLINE_CONTRACTS: contracts }: Config,
        log: Logger,
      ) => {
        if (secret === LOCAL_SECRET) log.warn('LEADLINE_SECRET is not set: keys of persons can be guessed');
        const count: Count = (kind, code) => metrics.entered(kind, code);
        const { outcomes } = contractsOf(contracts);
        return new Entrance({ gate, authorize, now: Date.now, count, outcomes, hash: keyedHash(secret) });
      },
    },
    {
      provide: AmendEntrance,
      inject: [IntakeGate, LIVE, STREAM, CODEC, AUTHORIZE, TELEMETRY],
      useFactory: (
        gate: IntakeGate,
        live: LiveConnection,
        stream: StreamClient,
        codec: Codec,
        authorize: Authorize,
        { metrics }: Telemetry,
      ) => {
        const parts = { gate, live, bodyOf: bodiesOf(stream, codec), now: Date.now, check: checkWhole };
        return new AmendEntrance(new Amendments(parts), authorize, (kind, code) =>
          metrics.entered(kind, code),
        );
      },
    },
    {
      provide: Decisions,
      inject: [LIVE, STREAM, CODEC],
      useFactory: (live: LiveConnection, client: StreamClient, codec: Codec) =>
        new Decisions({ live, client, codec }),
    },
    {
      provide: CONSUMERS,
      inject: [LIVE],
      useFactory: (live: LiveConnection): readonly Consumer[] => [
        { kind: 'stage', stage: submittedStage(Date.now) },
        { kind: 'stage', stage: statusProjector(live) },
        { kind: 'stage', stage: decisionProjector(live) },
      ],
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  readonly #producer: StreamProducer;
  readonly #live: LiveConnection;
  readonly #guard: Guard;

  constructor(
    @Inject(PRODUCER) producer: StreamProducer,
    @Inject(LIVE) live: LiveConnection,
    @Inject(GUARD) guard: Guard,
  ) {
    this.#producer = producer;
    this.#live = live;
    this.#guard = guard;
  }

  async onApplicationShutdown(): Promise<void> {
    this.#guard.close();
    await this.#producer.close();
    this.#live.close();
  }
}
