import type { ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Login } from '@leadline/contracts';
import type { Environment, StackAddresses } from './addresses.ts';
import { claimPort, type Port } from './claims.ts';
import { dockerAnswers, dockerKafka, dockerRedis, dockerRegistry } from './docker.ts';
import type { Say } from './download.ts';
import { externalResource } from './external.ts';
import type { Ground } from './ground.ts';
import { kafkaAnswers, portAnswers, redisAnswers, smtpAnswers } from './health.ts';
import { homeFolder } from './home.ts';
import { kafkaProcess } from './kafka.ts';
import { mailboxProcess } from './mailbox.ts';
import { redisProcess } from './redis.ts';
import { registryAnswers, registryProcess } from './registry.ts';
import type { Resource } from './resource.ts';
import {
  accessTo,
  type KafkaLogins,
  mechanismAccessTo,
  type MechanismLogins,
  mutualAccessTo,
  userAccessTo,
} from './secured/access.ts';
import { createSecurity, REDIS_ADMIN } from './secured/security.ts';
import { startWatchdog } from './watchdog.ts';

/** How a stack comes up. */
export interface StackOptions {
  /** Where given addresses are looked for. Default `process.env`; `{}` for a stack that shares nothing. */
  readonly env?: Environment;
  /** Whether a Docker engine is used when one answers. Default true, unless LEADLINE_DOCKER=off. */
  readonly docker?: boolean;
  /** Takes progress lines. Default: nothing is said. */
  readonly say?: Say;
  /** Whether servers that this stack runs itself ask for TLS and a user. Default false. */
  readonly secured?: boolean;
  /** Whether it is measured for longer than some minutes: the broker then warms up as in production. Default false. */
  readonly lasting?: boolean;
}

/** A running stack. */
export interface Stack {
  readonly addresses: StackAddresses;
  /** Folder with its data and logs; gone after `down`. */
  readonly folder: string;
  readonly kafka: Resource;
  readonly registry: Resource;
  readonly redis: Resource;
  readonly mailbox: Resource;
  readonly resources: readonly Resource[];
  /**
   * Of a secured stack: the settings that show each server a certificate, at Kafka and the registry instead of a password;
   * else null.
   */
  readonly mutual: Readonly<Record<string, string>> | null;
  /** Of a secured stack: settings that log in at Kafka by each mechanism other than SCRAM-SHA-512; else null. */
  readonly mechanisms: MechanismLogins | null;
  /**
   * Of a secured stack: for each service, and for operators, the settings with which it is a user of its own at Kafka; else
   * null. They may do nothing until somebody grants it (`accessOf` of @leadline/contracts says what).
   */
  readonly users: KafkaLogins | null;
  /** Of a secured stack: the login that may change the access list of Redis; else null. */
  readonly redisAdmin: Login | null;
  /** Lets another child of the caller, such as a service on this stack, die with the caller as well. */
  readonly guard: (child: ChildProcess) => void;
  /** Stops what this stack runs itself and removes its folder. */
  down(): Promise<void>;
}

/**
 * Brings up Kafka, registry, Redis and SMTP sink: each from the environment, else from Docker, else as a process.
 * The processes die with the caller, in whatever way it ends.
 * @throws LeadlineError with a LEADLINE_STACK_... code, after everything that had started is down again
 */
export async function upStack(options: StackOptions = {}): Promise<Stack> {
  const env = options.env ?? process.env;
  const { ground, close } = await openGround(options);
  const docker = (options.docker ?? env['LEADLINE_DOCKER'] !== 'off') && (await dockerAnswers());
  try {
    return await assemble(ground, env, docker, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function assemble(
  ground: Ground,
  env: Environment,
  docker: boolean,
  close: () => Promise<void>,
): Promise<Stack> {
  const [kafka, registry, redis, mail] = await Promise.all([
    given('kafka', 'LEADLINE_KAFKA', env, kafkaAnswers) ??
      (docker ? dockerKafka(ground) : kafkaProcess(ground)),
    given('registry', 'LEADLINE_REGISTRY', env, registryAnswers) ??
      (docker ? dockerRegistry(ground) : registryProcess(ground)),
    given('redis', 'LEADLINE_REDIS', env, redisAnswers) ??
      (docker ? dockerRedis(ground) : redisProcess(ground)),
    givenMail(env) ?? mailboxProcess(ground),
  ]);
  const resources: Resource[] = [kafka, registry, redis, mail.resource];
  const down = async (): Promise<void> => {
    await Promise.all(resources.map((resource) => resource.stop()));
    await close();
  };
  const started = await Promise.allSettled(resources.map((resource) => resource.start()));
  const failed = started.find((result) => result.status === 'rejected');
  if (failed) {
    await Promise.all(resources.map((resource) => resource.stop()));
    throw failed.reason;
  }
  const addresses = {
    kafka: kafka.address,
    registry: registry.address,
    redis: redis.address,
    smtp: mail.resource.address,
    mailbox: mail.mailbox,
    ...(ground.security === null ? accessGiven(env) : { access: accessTo(ground.security) }),
  };
  return {
    addresses,
    folder: ground.folder,
    kafka,
    registry,
    redis,
    mailbox: mail.resource,
    resources,
    mutual: ground.security && mutualAccessTo(ground.security),
    mechanisms: ground.security && mechanismAccessTo(ground.security),
    users: ground.security && userAccessTo(ground.security),
    redisAdmin: ground.security && { user: REDIS_ADMIN, password: ground.security.redisAdmin },
    guard: ground.watchdog.guard,
    down,
  };
}

function given(
  name: 'kafka' | 'registry' | 'redis' | 'mailbox',
  variable: string,
  env: Environment,
  answers: (address: string) => Promise<boolean>,
): Resource | null {
  const address = env[variable];
  if (!address) return null;
  // Behind TLS or a login it is for its clients to find out how it is.
  const asked = 'access' in accessGiven(env) ? portAnswers : answers;
  return externalResource(name, variable, address, () => asked(address));
}

/** Settings of the environment with which clients get into given servers. */
function accessGiven(env: Environment): Pick<StackAddresses, 'access'> {
  const set = Object.entries(env).filter(([name, value]) => ACCESS.test(name) && value);
  return set.length === 0 ? {} : { access: Object.fromEntries(set) as Record<string, string> };
}

const ACCESS = /^LEADLINE_(KAFKA|REGISTRY|REDIS)_/;

function givenMail(env: Environment): { resource: Resource; mailbox: string | null } | null {
  const resource = given('mailbox', 'LEADLINE_SMTP', env, smtpAnswers);
  return resource && { resource, mailbox: env['LEADLINE_MAILBOX'] ?? null };
}

/** A folder, ports and a watchdog of its own: what keeps two stacks apart. */
async function openGround({
  say = () => undefined,
  secured = false,
  lasting = false,
}: StackOptions): Promise<{ ground: Ground; close: () => Promise<void> }> {
  await mkdir(homeFolder(), { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'leadline-'));
  const watchdog = startWatchdog(folder);
  const ports: Port[] = [];
  const port = async (): Promise<number> => {
    const claimed = await claimPort();
    ports.push(claimed);
    return claimed.number;
  };
  const close = async (): Promise<void> => {
    await watchdog.dismiss();
    await Promise.all(ports.map((claimed) => claimed.release()));
  };
  const security = secured ? await createSecurity(folder, port) : null;
  return { ground: { folder, say, watchdog, port, security, lasting }, close };
}
