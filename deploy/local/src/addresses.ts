/** Where the parts of a stack listen. */
export interface StackAddresses {
  /** host:port, comma-separated. */
  readonly kafka: string;
  /** Base address of the Confluent-compatible API, such as http://127.0.0.1:8081/apis/ccompat/v7 */
  readonly registry: string;
  /** redis://host:port */
  readonly redis: string;
  /** smtp://host:port */
  readonly smtp: string;
  /** HTTP address of the sink: GET /messages (JSON), GET / (page); null for a real SMTP server. */
  readonly mailbox: string | null;
  /** Settings with which clients get in: TLS, users, files of passwords. Absent: the servers are open. */
  readonly access?: Readonly<Record<string, string>>;
}

/** Environment variables; `process.env` is one. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment variables under which services and tests find a stack. */
export function environmentOf(addresses: StackAddresses): Record<string, string> {
  return {
    LEADLINE_KAFKA: addresses.kafka,
    LEADLINE_REGISTRY: addresses.registry,
    LEADLINE_REDIS: addresses.redis,
    LEADLINE_SMTP: addresses.smtp,
    ...(addresses.mailbox === null ? {} : { LEADLINE_MAILBOX: addresses.mailbox }),
    ...addresses.access,
  };
}
