import { OTHER_MECHANISMS, type Security, SERVER, USER, userBy } from './security.ts';

/** Ports of a secured broker: for clients with a password, for those with a certificate, and for itself. */
export interface SecuredPorts {
  readonly clients: number;
  readonly mutual: number;
  readonly controller: number;
}

/** Where a broker listens, and under which of its ports clients find it. */
export interface SecuredPlace {
  readonly host: string;
  readonly inside: SecuredPorts;
  readonly outside: Pick<SecuredPorts, 'clients' | 'mutual'>;
  readonly files: Pick<Security['files'], 'keyStore' | 'ca'>;
  readonly mechanisms: Security['mechanisms'];
}

const LOGIN = 'org.apache.kafka.common.security';
const SCRAM = `${LOGIN}.scram.ScramLoginModule required;`;
/** Kafka keeps no users of PLAIN: its settings hold them. */
const plainUsers = ({ plain }: Security['mechanisms']): string =>
  `${LOGIN}.plain.PlainLoginModule required user_${userBy('plain')}="${plain.password}";`;

const PEM = { 'ssl.keystore.type': 'PEM', 'ssl.truststore.type': 'PEM' };

/**
 * Settings of a broker that speaks TLS alone: passwords on the listener SASL_SSL, certificates of clients on SSL, which is also
 * how it speaks to itself.
 */
export function securedListeners({ host, inside, outside, files, mechanisms }: SecuredPlace) {
  const everything = [`CN=${SERVER}`, `CN=${USER}`, USER, ...OTHER_MECHANISMS.map(userBy)];
  return {
    listeners: `SASL_SSL://${host}:${inside.clients},SSL://${host}:${inside.mutual},CONTROLLER://${host}:${inside.controller}`,
    'advertised.listeners': `SASL_SSL://127.0.0.1:${outside.clients},SSL://127.0.0.1:${outside.mutual}`,
    'listener.security.protocol.map': 'SASL_SSL:SASL_SSL,SSL:SSL,CONTROLLER:SSL',
    'inter.broker.listener.name': 'SSL',
    'controller.quorum.voters': `1@127.0.0.1:${inside.controller}`,
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512,SCRAM-SHA-256,PLAIN',
    'listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config': SCRAM,
    'listener.name.sasl_ssl.scram-sha-256.sasl.jaas.config': SCRAM,
    'listener.name.sasl_ssl.plain.sasl.jaas.config': plainUsers(mechanisms),
    ...PEM,
    'ssl.keystore.location': files.keyStore,
    'ssl.truststore.location': files.ca,
    'listener.name.ssl.ssl.client.auth': 'required',
    'listener.name.controller.ssl.client.auth': 'required',
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    // Kafka itself, and Leadline's user however it logs in: everybody else may do what an access list says, and no more.
    'super.users': everything.map((name) => `User:${name}`).join(';'),
    'allow.everyone.if.no.acl.found': 'false',
  };
}

/** For the format of a broker's storage: users that it knows from its first start. */
export const scramUsers = ({ passwords, users, mechanisms }: Security): readonly string[] => [
  ...[[USER, passwords.kafka], ...Object.entries(users).map(([user, { password }]) => [user, password])].map(
    ([user, password]) => `SCRAM-SHA-512=[name=${user},password=${password}]`,
  ),
  `SCRAM-SHA-256=[name=${userBy('scram-sha-256')},password=${mechanisms['scram-sha-256'].password}]`,
];
