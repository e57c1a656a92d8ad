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
}
