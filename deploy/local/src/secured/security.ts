import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KAFKA_USERS, type KafkaUser } from '@leadline/contracts';
import { type Certified, createAuthority } from './authority.ts';

/** The user of each server of a secured stack. At Kafka it may do everything; services have users of their own there. */
export const USER = 'leadline';
/** The user of Redis that may change its access list. */
export const REDIS_ADMIN = 'admin';
/** Whose certificate the servers show. */
export const SERVER = 'stack';

/**
 * How users show a password to Kafka beside SCRAM-SHA-512. Each has a user that Kafka knows by it alone, so that who is let in
 * has spoken it.
 */
export const OTHER_MECHANISMS = ['scram-sha-256', 'plain'] as const;
export type OtherMechanism = (typeof OTHER_MECHANISMS)[number];
/** The user of Kafka that logs in by this mechanism alone. It may do everything. */
export const userBy = (mechanism: OtherMechanism): string => `${USER}-${mechanism}`;

export const SERVERS = ['kafka', 'registry', 'redis'] as const;
export type ServerName = (typeof SERVERS)[number];

interface KafkaLogin {
  readonly password: string;
  readonly file: string;
}

/** What a secured stack makes up for itself, all of it in files of its folder that this user alone can read. */
export interface Security {
  readonly files: {
    readonly ca: string;
    /** Certificate and key of the servers. */
    readonly cert: string;
    readonly key: string;
    /** Both in one, as Kafka wants them. */
    readonly keyStore: string;
    /** Certificate and key of a client, for servers that ask for one. */
    readonly clientCert: string;
    readonly clientKey: string;
    readonly passwords: Readonly<Record<ServerName, string>>;
  };
  readonly passwords: Readonly<Record<ServerName, string>>;
  /** Users of Kafka beside the one that may do everything, each with its password and the file that holds it. */
  readonly users: Readonly<Record<KafkaUser, KafkaLogin>>;
  /** Login of the user of each further mechanism: {@link userBy}. */
  readonly mechanisms: Readonly<Record<OtherMechanism, KafkaLogin>>;
  /** Password of {@link REDIS_ADMIN}. */
  readonly redisAdmin: string;
  readonly ca: string;
  readonly client: Certified;
  /** Ports on which the servers ask their clients for a certificate. */
  readonly mutualPorts: Readonly<Record<ServerName, number>>;
}

/**
 * Makes an authority, certificates and passwords for one stack. They are worth nothing beyond it.
 * @param port claims a free port
 */
export async function createSecurity(stackFolder: string, port: () => Promise<number>): Promise<Security> {
  const folder = join(stackFolder, 'security');
  await mkdir(folder, { mode: 0o700 });
  const authority = await createAuthority('Leadline throw-away authority');
  const [server, client] = [await authority.certify(SERVER), await authority.certify(USER)];
  const put = async (name: string, text: string): Promise<string> => {
    const file = join(folder, name);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  };
  const passwords = byServer(newPassword);
  const passwordFiles = await Promise.all(
    SERVERS.map(async (name) => [name, await put(`${name}.password`, `${passwords[name]}\n`)] as const),
  );
  const loginsOf = async <N extends string>(names: readonly N[]): Promise<Record<N, KafkaLogin>> => {
    const logins = names.map(async (name) => {
      const password = newPassword();
      return [name, { password, file: await put(`kafka-${name}.password`, `${password}\n`) }] as const;
    });
    return Object.fromEntries(await Promise.all(logins)) as Record<N, KafkaLogin>;
  };
  return {
    files: {
      ca: await put('ca.pem', authority.ca),
      cert: await put('server.pem', server.cert),
      key: await put('server.key', server.key),
      keyStore: await put('kafka.pem', `${server.key}${server.cert}\n`),
      clientCert: await put('client.pem', client.cert),
      clientKey: await put('client.key', client.key),
      passwords: Object.fromEntries(passwordFiles) as Record<ServerName, string>,
    },
    passwords,
    users: await loginsOf(KAFKA_USERS),
    mechanisms: await loginsOf(OTHER_MECHANISMS),
    redisAdmin: newPassword(),
    ca: authority.ca,
    client,
    mutualPorts: { kafka: await port(), registry: await port(), redis: await port() },
  };
}

const newPassword = (): string => randomBytes(24).toString('base64url');

function byServer(make: () => string): Readonly<Record<ServerName, string>> {
  return Object.fromEntries(SERVERS.map((name) => [name, make()])) as Record<ServerName, string>;
}
