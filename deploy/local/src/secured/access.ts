import { KAFKA_USERS, type KafkaUser } from '@leadline/contracts';
import { securedRedisAddress } from '../redis.ts';
import { securedRegistryAddress } from '../registry.ts';
import { OTHER_MECHANISMS, type OtherMechanism, type Security, SERVERS, USER, userBy } from './security.ts';

type Settings = Readonly<Record<string, string>>;

/** The settings with which Leadline's clients reach a secured stack. Secrets stand in files, so that none is told. */
export function accessTo({ files }: Security): Settings {
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

/**
 * The settings that show each server a certificate, beside those of {@link accessTo}: where it listens for that, and the files.
 * Kafka and the registry want no password there; Redis still wants its user.
 */
export function mutualAccessTo({ files, mutualPorts }: Security): Settings {
  const shown = SERVERS.flatMap((name) => [
    [`LEADLINE_${name.toUpperCase()}_CERT_FILE`, files.clientCert],
    [`LEADLINE_${name.toUpperCase()}_KEY_FILE`, files.clientKey],
  ]);
  return {
    LEADLINE_KAFKA: `127.0.0.1:${mutualPorts.kafka}`,
    LEADLINE_REGISTRY: securedRegistryAddress(mutualPorts.registry),
    LEADLINE_REDIS: securedRedisAddress(mutualPorts.redis),
    ...(Object.fromEntries(shown) as Record<string, string>),
  };
}

/** Settings of each user of Kafka with which it logs in. */
export type KafkaLogins = Readonly<Record<KafkaUser, Settings>>;

/** They stand beside those of {@link accessTo}. */
export const userAccessTo = ({ users }: Security): KafkaLogins =>
  byName(KAFKA_USERS, (user) => ({
    LEADLINE_KAFKA_USER: user,
    LEADLINE_KAFKA_PASSWORD_FILE: users[user].file,
  }));

/** Settings that log in at Kafka by a mechanism other than SCRAM-SHA-512. */
export type MechanismLogins = Readonly<Record<OtherMechanism, Settings>>;

/** They stand beside those of {@link accessTo}. */
export const mechanismAccessTo = ({ mechanisms }: Security): MechanismLogins =>
  byName(OTHER_MECHANISMS, (mechanism) => ({
    LEADLINE_KAFKA_SASL: mechanism,
    LEADLINE_KAFKA_USER: userBy(mechanism),
    LEADLINE_KAFKA_PASSWORD_FILE: mechanisms[mechanism].file,
  }));

const byName = <N extends string>(names: readonly N[], settingsOf: (name: N) => Settings) =>
  Object.fromEntries(names.map((name) => [name, settingsOf(name)])) as Record<N, Settings>;
