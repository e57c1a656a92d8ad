import { request } from 'node:http';
import { containerResource } from './container.ts';
import type { Ground } from './ground.ts';
import { kafkaAnswers, redisAnswers } from './health.ts';
import { KAFKA_SETTINGS, kafkaVariables } from './kafka.ts';
import { REDIS_ARGUMENTS, securedRedis } from './redis.ts';
import {
  REGISTRY_VERSION,
  registryAddress,
  registryAnswers,
  registrySettings,
  securedRegistry,
} from './registry.ts';
import type { Resource } from './resource.ts';
import { redisAccessList } from './secured/access-list.ts';
import { securedDockerKafka } from './secured/docker-kafka.ts';
import { USER } from './secured/security.ts';

const SOCKET = '/var/run/docker.sock';
const ASK_MS = 2000;

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

const KAFKA_IMAGE = 'apache/kafka:4.3.1';

/** Kafka in a container, with the settings of the process. */
export async function dockerKafka(ground: Ground): Promise<Resource> {
  if (ground.security !== null) return securedDockerKafka(ground, ground.security, KAFKA_IMAGE);
  const { port, say } = ground;
  // The same port inside as outside: the broker reaches itself, too, by what it advertises.
  const number = await port();
  const address = `127.0.0.1:${number}`;
  const environment = {
    ...asVariables(KAFKA_SETTINGS, 'KAFKA_'),
    KAFKA_LISTENERS: `PLAINTEXT://:${number},CONTROLLER://:9093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://${address}`,
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    ...kafkaVariables(ground),
  };
  return containerResource(
    {
      name: 'kafka',
      image: KAFKA_IMAGE,
      ports: [{ inside: number, outside: number }],
      environment,
      address,
      healthy: () => kafkaAnswers(address),
    },
    say,
  );
}

/** The registry in a container. */
export async function dockerRegistry(ground: Ground): Promise<Resource> {
  const { port, say, security } = ground;
  const outside = await port();
  const address = registryAddress(outside);
  const environment = asVariables(registrySettings('/tmp/schemas'), '');
  const image = `apicurio/apicurio-registry:${REGISTRY_VERSION}`;
  const server = containerResource(
    {
      name: 'registry',
      image,
      ports: [{ inside: 8080, outside }],
      environment,
      address,
      healthy: () => registryAnswers(address),
    },
    say,
  );
  return security === null ? server : securedRegistry(ground, security, server, outside);
}

const USERS_FILE = '/usr/local/etc/users.acl';

/** Redis in a container. */
export async function dockerRedis(ground: Ground): Promise<Resource> {
  const { port, say, security } = ground;
  const outside = await port();
  const address = `redis://127.0.0.1:${outside}`;
  const login = security === null ? undefined : { user: USER, password: security.passwords.redis };
  const server = containerResource(
    {
      name: 'redis',
      image: 'redis:7',
      ports: [{ inside: 6379, outside }],
      command: ['redis-server', ...REDIS_ARGUMENTS, ...(login ? ['--aclfile', USERS_FILE] : [])],
      files: security === null ? {} : { [USERS_FILE]: redisAccessList(security) },
      address,
      healthy: () => redisAnswers(address, login),
    },
    say,
  );
  return security === null ? server : securedRedis(ground, security, server, outside);
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
