import 'reflect-metadata';
import { createCodec, LeadlineError, type Codec } from '@leadline/contracts';
import { connectKafka, Relay, type StreamClient } from '@leadline/stream';
import { createTelemetry, type Telemetry } from '@leadline/telemetry';
import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { type CommonSettings, type Environment, readConfig, type Settings } from './config.ts';
import { connectConsumers, watchConsumers } from './consume.ts';
import { checkHandlers, type Consumer, groupOf } from './consumers.ts';
import { Health } from './health.ts';
import { KitModule } from './kit.module.ts';
import { createLog, type Logger, NestLog, streamLog } from './log.ts';
import type { HostedService, ServiceDefinition } from './service.ts';
import { CONSUMERS } from './tokens.ts';
import { checkTopics } from './topics.ts';
import { checkTransport, kafkaOf, registryOf } from './transport.ts';

export interface StageAppOptions {
  /** Name of the service, in logs and as client id. */
  readonly name: string;
  /** Must hold `commonSettings`. */
  readonly settings: Settings;
  /** Setting that holds the HTTP port. */
  readonly port: `LEADLINE_${string}_PORT`;
  /** Composition root; provides CONSUMERS. */
  readonly module: Type;
  /** Last touches before the application listens, such as middleware. */
  readonly configure?: (app: NestExpressApplication) => unknown;
}

/** A service made of one Nest module. The README says what is checked before it starts. */
export function stageApp(options: StageAppOptions): ServiceDefinition {
  return { name: options.name, start: (env, relay) => start(options, env, relay) };
}

async function start(
  options: StageAppOptions,
  env: Environment,
  relay: Relay = new Relay(),
): Promise<HostedService> {
  const config = readConfig(options.settings, env) as CommonSettings & Readonly<Record<string, unknown>>;
  checkTransport(config);
  const log = createLog(options.name, config.LEADLINE_LOG);
  const health = new Health();
  const codec = createCodec(registryOf(config));
  const stopWatching = await checkRegistry(codec, health, log);
  const stream = await connectKafka({
    ...kafkaOf(config),
    clientId: options.name,
    log: streamLog(log),
  });
  const telemetry = await createTelemetry({
    service: options.name,
    otlp: config.LEADLINE_OTLP,
    spans: config.LEADLINE_SPANS,
  });
  const kit = { config, log, stream, codec, health, telemetry, relay };
  const parts = await launch(options, kit).catch(async (error: unknown) => {
    stopWatching();
    await stream.close();
    await telemetry.close().catch(() => {});
    throw error;
  });
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    health.drain();
    stopWatching();
    const timer = setTimeout(() => parts.app.getHttpServer().closeAllConnections(), REQUEST_DRAIN_MS);
    // Nest closes consumers only after the last open request: a slow caller would keep the partitions from the next owner.
    const left = Promise.all(parts.servers.map((server) => server.close())).catch((error: unknown) =>
      log.error({ err: error }, 'did not leave its group cleanly'),
    );
    await parts.app.close().catch((error: unknown) => log.error({ err: error }, 'did not close cleanly'));
    clearTimeout(timer);
    await left;
    await stream.close().catch((error: unknown) => log.error({ err: error }, 'did not leave Kafka cleanly'));
    await telemetry.close().catch((error: unknown) => log.warn({ err: error }, 'the last spans are lost'));
  };
  return {
    name: options.name,
    url: `http://${config.LEADLINE_HOST}:${parts.port}`,
    unhealthy: () => health.unhealthy(),
    stop: () => (stopped ??= stop()),
    died: parts.died,
  };
}

interface Kit {
  readonly config: CommonSettings & Readonly<Record<string, unknown>>;
  readonly log: Logger;
  readonly stream: StreamClient;
  readonly codec: Codec;
  readonly health: Health;
  readonly telemetry: Telemetry;
  readonly relay: Relay;
}

/** Nest's hybrid application: HTTP, and the consumers as a microservice. Consumers start last, when all else stands. */
async function launch(options: StageAppOptions, kit: Kit) {
  const app = await NestFactory.create<NestExpressApplication>(KitModule.around(options.module, kit), {
    logger: new NestLog(kit.log),
    abortOnError: false,
    bodyParser: false,
  });
  try {
    const consumers = app.get<readonly Consumer[]>(CONSUMERS, { strict: false });
    checkHandlers(consumers);
    await checkTopics(kit.stream, options.name, consumers.map(groupOf));
    app.disable('x-powered-by');
    options.configure?.(app);
    const servers = await connectConsumers(app, consumers, kit);
    await app.init();
    await app.startAllMicroservices();
    const died = watchConsumers(consumers, servers, kit.health);
    await app.listen(kit.config[options.port] as number, kit.config.LEADLINE_HOST);
    const address = app.getHttpServer().address() as { readonly port: number };
    return { app, servers, port: address.port, died };
  } catch (error) {
    await app.close().catch(() => {});
    throw error;
  }
}

/** How long open requests may take after the signal to stop. */
const REQUEST_DRAIN_MS = 10_000;
const REGISTRY_RETRY_MS = 3_000;
/** A registry that hangs up may be one that is starting. */
const MAY_PASS = new Set(['LEADLINE_REGISTRY_UNAVAILABLE', 'LEADLINE_TLS_FAILED']);

/**
 * Refuses to start with schemas that differ from the registry, and with a login or certificate that does not fit. A
 * registry that does not answer is asked again until it does; then a difference shows in health and log, as records are
 * already flowing.
 */
async function checkRegistry(codec: Codec, health: Health, log: Logger): Promise<() => void> {
  let trouble = await warm(codec);
  if (trouble === null) return () => {};
  if (!MAY_PASS.has(trouble.code)) throw trouble;
  log.warn({ code: trouble.code }, 'starts without the schema registry');
  health.watch('registry', () => trouble && `${trouble.code}: ${trouble.message}`);
  const timer = setInterval(() => void retry(), REGISTRY_RETRY_MS);
  const retry = async () => {
    const before = trouble?.code;
    trouble = await warm(codec);
    if (trouble === null) clearInterval(timer);
    if (trouble?.code !== before)
      log.warn({ code: trouble?.code ?? null }, trouble?.message ?? 'the registry answers');
  };
  return () => clearInterval(timer);
}

async function warm(codec: Codec): Promise<LeadlineError | null> {
  try {
    await codec.warm();
    return null;
  } catch (error) {
    if (error instanceof LeadlineError) return error;
    throw error;
  }
}
