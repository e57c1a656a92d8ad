import type { Codec } from '@leadline/contracts';
import { hostStage, type LeadStreamServer, type Relay, type StreamClient } from '@leadline/stream';
import type { Telemetry } from '@leadline/telemetry';
import { Module, type Type } from '@nestjs/common';
import { LazyModuleLoader } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type Consumer, groupOf, inputsOf } from './consumers.ts';
import type { Health } from './health.ts';
import { LogServer } from './log-server.ts';

export interface ConsumeParts {
  readonly stream: StreamClient;
  readonly codec: Codec;
  readonly health: Health;
  readonly telemetry: Telemetry;
  readonly relay: Relay;
}

/** Connects each consumer to the application as a microservice of its own. They start with `startAllMicroservices`. */
export async function connectConsumers(
  app: NestExpressApplication,
  consumers: readonly Consumer[],
  parts: ConsumeParts,
): Promise<readonly (LeadStreamServer | LogServer)[]> {
  const servers: (LeadStreamServer | LogServer)[] = [];
  for (const consumer of consumers) {
    const server = await serverOf(app, consumer, parts);
    app.connectMicroservice({ strategy: server });
    const group = groupOf(consumer);
    parts.telemetry.metrics.watchLag(group, () => parts.stream.lag(group, inputsOf(consumer)));
    servers.push(server);
  }
  return servers;
}

async function serverOf(app: NestExpressApplication, consumer: Consumer, parts: ConsumeParts) {
  const { stream, codec, telemetry, relay } = parts;
  if (consumer.kind === 'log') return new LogServer(stream, telemetry.observed(consumer.options));
  const { controller, strategy } = await hostStage(consumer.stage, {
    client: stream,
    codec,
    observe: telemetry.observer,
    relay,
  });
  // Stages are made by the module's own providers, so their controllers can only join now; Nest looks for handlers later.
  await app.get(LazyModuleLoader).load(() => moduleWith(controller));
  return strategy;
}

function moduleWith(controller: Type): Type {
  @Module({ controllers: [controller] })
  class StageModule {}
  return StageModule;
}

/** Puts the running consumers into health. The promise rejects when one has died for good, and never resolves. */
export function watchConsumers(
  consumers: readonly Consumer[],
  servers: readonly (LeadStreamServer | LogServer)[],
  health: Health,
): Promise<never> {
  const deaths = consumers.flatMap((consumer, index) => {
    const running = servers[index]?.unwrap();
    if (running === undefined) return [];
    health.watch(groupOf(consumer), () => running.unhealthy());
    health.watchLife(groupOf(consumer), () => running.stuck());
    return [running.died];
  });
  const died = Promise.race(deaths);
  died.catch(() => {});
  return died;
}
