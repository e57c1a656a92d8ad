import { ERRORS, LeadlineError, type Login, type Refusal, type Tls } from '@leadline/contracts';
import type { KafkaOptions } from '@leadline/stream';
import { z } from 'zod';
import { type Environment, readConfig } from './config.ts';
import type { Logger } from './log.ts';
import { areLoopback, isLoopback } from './loopback.ts';
import {
  redisSettings,
  type RedisTransport,
  type ServerName,
  type Transport,
  transportSettings,
} from './transport-settings.ts';

type Config = Transport & Partial<RedisTransport>;
type Values = Readonly<Record<string, unknown>>;

const value = (config: Values, name: ServerName, part: string): string | undefined =>
  config[`LEADLINE_${name}_${part}`] as string | undefined;

/**
 * What connections need beside addresses, checked: a setting without its other half, certificates where no TLS is spoken, and
 * plaintext to another machine are refused. Nothing of a secret is told.
 * @throws LeadlineError LEADLINE_CONFIG_INVALID, LEADLINE_PLAINTEXT_REFUSED
 */
export function checkTransport(config: Config): void {
  const servers = serversOf(config);
  const faults = [...servers.flatMap((server) => faultsOf(config, server)), ...toldAddress(config)];
  if (faults.length > 0)
    throw new LeadlineError(
      'LEADLINE_CONFIG_INVALID',
      `Wrong settings:\n${faults.map((fault) => `  ${fault}`).join('\n')}`,
    );
  const open = config.LEADLINE_INSECURE.includes('plaintext') ? [] : plaintextIn(config);
  if (open.length === 0) return;
  throw new LeadlineError('LEADLINE_PLAINTEXT_REFUSED', `${open.join('. ')}.`, {
    where: open[0]!.split(' ')[0]!,
  });
}

/** How Kafka and the registry are reached by a program that is no service. Throws as {@link readConfig} and {@link checkTransport}. */
export function transportIn(env: Environment): Transport {
  const config = readConfig(z.object(transportSettings), env);
  checkTransport(config);
  return config;
}

/** The same, with Redis. */
export function liveTransportIn(env: Environment): Transport & RedisTransport {
  const config = readConfig(z.object({ ...transportSettings, ...redisSettings }), env);
  checkTransport(config);
  return config;
}

interface Server {
  readonly name: ServerName;
  /** Its address, without user and password. */
  readonly address: string;
  readonly secure: boolean;
  readonly near: boolean;
  /** What turns TLS on. */
  readonly remedy: string;
}

function webServer(name: ServerName, address: string, scheme: string): Server {
  const { host, hostname, protocol } = new URL(address);
  return {
    name,
    address: host,
    secure: protocol === `${scheme}:`,
    near: isLoopback(hostname),
    remedy: `its address begins with ${protocol}//, not ${scheme}://`,
  };
}

function serversOf(config: Config): readonly Server[] {
  const { LEADLINE_KAFKA: brokers, LEADLINE_REGISTRY: registry, LEADLINE_REDIS: redis } = config;
  const kafka: Server = {
    name: 'KAFKA',
    address: brokers,
    secure: config.LEADLINE_KAFKA_TLS,
    near: areLoopback(brokers),
    remedy: 'LEADLINE_KAFKA_TLS is off',
  };
  const others = redis === undefined ? [] : [webServer('REDIS', redis, 'rediss')];
  return [kafka, webServer('REGISTRY', registry, 'https'), ...others];
}

function faultsOf(config: Values, { name, secure, remedy }: Server): readonly string[] {
  const has = (part: string): boolean => value(config, name, part) !== undefined;
  const setting = `LEADLINE_${name}`;
  return [
    ...(has('USER') === has('PASSWORD')
      ? []
      : [`${setting}_USER and ${setting}_PASSWORD go together; one of them is not set`]),
    ...(has('CERT') === has('KEY')
      ? []
      : [`${setting}_CERT and ${setting}_KEY go together; one of them is not set`]),
    ...(!secure && (has('CA') || has('CERT')) ? [`${setting}_CA or _CERT is set, but ${remedy}`] : []),
  ];
}

/** The address of the registry stands in messages. */
const toldAddress = ({ LEADLINE_REGISTRY: address }: Config): readonly string[] =>
  new URL(address).password === ''
    ? []
    : [
        'LEADLINE_REGISTRY holds a password; give it as LEADLINE_REGISTRY_USER and LEADLINE_REGISTRY_PASSWORD',
      ];

/** A sentence for each server on another machine that would be spoken to without TLS. */
export const plaintextIn = (config: Config): readonly string[] =>
  serversOf(config)
    .filter(({ secure, near }) => !secure && !near)
    .map(({ name, address, remedy }) => `LEADLINE_${name} names ${address}, another machine, and ${remedy}`);

/** How to connect to Kafka. */
export function kafkaOf(config: Transport): Pick<KafkaOptions, 'brokers' | 'tls' | 'login'> {
  const login = loginOf(config, 'KAFKA');
  return {
    brokers: config.LEADLINE_KAFKA,
    ...(config.LEADLINE_KAFKA_TLS ? { tls: tlsOf(config, 'KAFKA') } : {}),
    ...(login === undefined ? {} : { login: { ...login, mechanism: config.LEADLINE_KAFKA_SASL } }),
  };
}

/** How to speak to the registry. */
export function registryOf(config: Transport) {
  const registryUrl = config.LEADLINE_REGISTRY;
  const login = loginOf(config, 'REGISTRY');
  return {
    registryUrl,
    ...(registryUrl.startsWith('https:') ? { tls: tlsOf(config, 'REGISTRY') } : {}),
    ...(login === undefined ? {} : { login }),
  };
}

/** How to connect to Redis: what `connectLive` takes beside the address. */
export function redisOf(config: RedisTransport): { readonly tls?: Tls; readonly login?: Login } {
  const login = loginOf(config, 'REDIS');
  return {
    ...(config.LEADLINE_REDIS.startsWith('rediss:') ? { tls: tlsOf(config, 'REDIS') } : {}),
    ...(login === undefined ? {} : { login }),
  };
}

/** For `onTrouble` of `connectLive`: a service goes on without Redis, so that only its log says why. */
export const redisTrouble =
  (log: Logger) =>
  (trouble: Refusal | null): void => {
    if (trouble === null) log.info('Redis takes this service again');
    else
      log.warn(
        { code: trouble.code, mend: ERRORS[trouble.code].mend },
        `Redis does not take this service: ${trouble.why}`,
      );
  };

function tlsOf(config: Values, name: ServerName): Tls {
  const [ca, cert, key] = ['CA', 'CERT', 'KEY'].map((part) => value(config, name, part));
  return {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(key === undefined ? {} : { key }),
  };
}

function loginOf(config: Values, name: ServerName): Login | undefined {
  const [user, password] = ['USER', 'PASSWORD'].map((part) => value(config, name, part));
  return user === undefined || password === undefined ? undefined : { user, password };
}
