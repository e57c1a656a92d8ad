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

const SERVERS = ['kafka', 'registry', 'redis'] as const;
type ServerName = (typeof SERVERS)[number];

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
  /** Password of {@link REDIS_ADMIN}. */
  readonly redisAdmin: string;
  readonly ca: string;
  readonly client: Certified;
  /** Port on which Kafka asks clients for a certificate instead of a password. */
  readonly mutualPort: number;
}

/** Makes an authority, certificates and passwords for one stack. They are worth nothing beyond it. */
export async function createSecurity(stackFolder: string, mutualPort: number): Promise<Security> {
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
  const users = await Promise.all(
    KAFKA_USERS.map(async (name) => {
      const password = newPassword();
      return [name, { password, file: await put(`kafka-${name}.password`, `${password}\n`) }] as const;
    }),
  );
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
    users: Object.fromEntries(users) as Record<KafkaUser, KafkaLogin>,
    redisAdmin: newPassword(),
    ca: authority.ca,
    client,
    mutualPort,
  };
}

/** The settings with which Leadline's clients reach a secured stack. Secrets stand in files, so that none is told. */
export function accessTo({ files }: Security): Readonly<Record<string, string>> {
  const settings = SERVERS.flatMap((name) => {
    const setting = `LEADLINE_${name.toUpperCase()}`;
    return [
      [`${setting}_CA_FILE`, files.ca],
      [`${setting}_USER`, USER],
      [`${setting}_PASSWORD_FILE`, files.passwords[name]],
    ];
  });
  return { LEADLINE_KAFKA_TLS: 'on', ...(Object.fromEntries(settings) as Record<string, string>) };
}

/** The settings that reach Kafka by a certificate, beside those of {@link accessTo}. */
export const mutualAccessTo = ({ files, mutualPort }: Security): Readonly<Record<string, string>> => ({
  LEADLINE_KAFKA: `127.0.0.1:${mutualPort}`,
  LEADLINE_KAFKA_CERT_FILE: files.clientCert,
  LEADLINE_KAFKA_KEY_FILE: files.clientKey,
});

/** Settings of each user of Kafka with which it logs in. */
export type KafkaLogins = Readonly<Record<KafkaUser, Readonly<Record<string, string>>>>;

/** They stand beside those of {@link accessTo}. */
export function userAccessTo({ users }: Security): KafkaLogins {
  const settings = KAFKA_USERS.map((user) => {
    const login = { LEADLINE_KAFKA_USER: user, LEADLINE_KAFKA_PASSWORD_FILE: users[user].file };
    return [user, login] as const;
  });
  return Object.fromEntries<Readonly<Record<string, string>>>(settings) as KafkaLogins;
}

const newPassword = (): string => randomBytes(24).toString('base64url');

function byServer(make: () => string): Readonly<Record<ServerName, string>> {
  return Object.fromEntries(SERVERS.map((name) => [name, make()])) as Record<ServerName, string>;
}
