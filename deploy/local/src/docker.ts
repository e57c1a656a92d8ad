import { request } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import type { ContainerRuntimeClient } from 'testcontainers';
import type { Ground } from './ground.ts';
import { kafkaAnswers, redisAnswers, waitUntil } from './health.ts';
import { KAFKA_JVM, KAFKA_SETTINGS } from './kafka.ts';
import { REDIS_ARGUMENTS } from './redis.ts';
import { REGISTRY_VERSION, registryAddress, registryAnswers, registrySettings } from './registry.ts';
import type { Resource, ResourceName } from './resource.ts';

const SOCKET = '/var/run/docker.sock';
const ASK_MS = 2000;
const START_MS = 120_000;

/** What to run for a resource. The port is the same outside on every start, so the container can be killed and started. */
interface ContainerSpec {
  readonly name: ResourceName;
  readonly image: string;
  readonly inside: number;
  readonly outside: number;
  readonly environment?: Record<string, string>;
  readonly command?: string[];
  readonly address: string;
  healthy(): Promise<boolean>;
}

/** Whether a Docker engine answers: at DOCKER_HOST, else at its usual socket. */
export function dockerAnswers(): Promise<boolean> {
  const host = process.env['DOCKER_HOST'];
  const where = host?.startsWith('tcp:')
    ? { host: new URL(host).hostname, port: new URL(host).port }
    : { socketPath: host?.replace(/^unix:\/\//, '') ?? SOCKET };
  return new Promise((resolve) => {
    const ping = request({ ...where, path: '/_ping', timeout: ASK_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.on('timeout', () => ping.destroy());
    ping.on('error', () => resolve(false));
    ping.end();
  });
}

/** Kafka in a container, with the settings of the process. */
export async function dockerKafka({ port, say }: Ground): Promise<Resource> {
  const outside = await port();
  const address = `127.0.0.1:${outside}`;
  const environment = {
    ...asVariables(KAFKA_SETTINGS, 'KAFKA_'),
    KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${address}`,
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_HEAP_OPTS: KAFKA_JVM.join(' '),
  };
  const image = 'apache/kafka:4.3.1';
  return containerResource(
    {
      name: 'kafka',
      image,
      inside: 9092,
      outside,
      environment,
      address,
      healthy: () => kafkaAnswers(address),
    },
    say,
  );
}

/** The registry in a container. */
export async function dockerRegistry({ port, say }: Ground): Promise<Resource> {
  const outside = await port();
  const address = registryAddress(outside);
  const environment = asVariables(registrySettings('/tmp/schemas'), '');
  const image = `apicurio/apicurio-registry:${REGISTRY_VERSION}`;
  return containerResource(
    {
      name: 'registry',
      image,
      inside: 8080,
      outside,
      environment,
      address,
      healthy: () => registryAnswers(address),
    },
    say,
  );
}

/** Redis in a container. */
export async function dockerRedis({ port, say }: Ground): Promise<Resource> {
  const outside = await port();
  const address = `redis://127.0.0.1:${outside}`;
  const command = ['redis-server', ...REDIS_ARGUMENTS];
  return containerResource(
    {
      name: 'redis',
      image: 'redis:7',
      inside: 6379,
      outside,
      command,
      address,
      healthy: () => redisAnswers(address),
    },
    say,
  );
}

/** `offsets.topic.num.partitions` becomes `KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS`, as both images expect. */
function asVariables(
  settings: Readonly<Record<string, string | number>>,
  prefix: string,
): Record<string, string> {
  const named = ([name, value]: [string, string | number]): [string, string] => [
    prefix + name.toUpperCase().replaceAll(/[.-]/g, '_'),
    String(value),
  ];
  return Object.fromEntries(Object.entries(settings).map(named));
}

/** Testcontainers' reaper removes the containers when this process dies. */
function containerResource(spec: ContainerSpec, say: (line: string) => void): Resource {
  let container: Container | null = null;
  return {
    name: spec.name,
    origin: 'docker',
    address: spec.address,
    log: null,
    pid: () => null,
    healthy: () => spec.healthy(),
    async start() {
      if (!container) say(`${spec.name}: starting ${spec.image} in Docker`);
      if (container) await container.start();
      else container = await create(spec);
      if (await waitUntil(() => spec.healthy(), START_MS)) return;
      throw new LeadlineError(
        'LEADLINE_STACK_UNHEALTHY',
        `${spec.name} in Docker does not answer at ${spec.address}.`,
      );
    },
    async kill() {
      await container?.kill();
    },
    async stop() {
      await container?.remove({ force: true, v: true });
      container = null;
    },
  };
}

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>;

async function create(spec: ContainerSpec): Promise<Container> {
  // Loaded only here: it takes longer to load than a whole stack of processes takes to start.
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const plain = new GenericContainer(spec.image)
    .withExposedPorts({ container: spec.inside, host: spec.outside })
    .withEnvironment(spec.environment ?? {})
    .withWaitStrategy(Wait.forListeningPorts());
  const started = await (spec.command ? plain.withCommand(spec.command) : plain).start();
  // The engine's own client: testcontainers' stop() works once and cannot be followed by a start.
  const client = await getContainerRuntimeClient();
  return client.container.getById(started.getId());
}
