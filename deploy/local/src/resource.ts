/** A part of the stack. */
export type ResourceName = 'kafka' | 'registry' | 'redis' | 'mailbox';

/** One server of the stack. It keeps its port and its data from `kill` or `stop` to the next `start`. */
export interface Resource {
  readonly name: ResourceName;
  /** Where it comes from: an address in the environment, a container, or a process of this stack. */
  readonly origin: 'environment' | 'docker' | 'process';
  readonly address: string;
  /** File with its output; null when the stack does not run it as a process. */
  readonly log: string | null;
  /** Process id while it runs as a process of this stack. */
  pid(): number | null;
  /** Starts it and waits until it answers. @throws LeadlineError LEADLINE_STACK_UNHEALTHY with the tail of its log */
  start(): Promise<void>;
  /** Ends it at once, as `kill -9` does. @throws LeadlineError LEADLINE_STACK_FOREIGN for a server that is not ours */
  kill(): Promise<void>;
  /** Ends it in order; nothing to do for a server that is not ours. */
  stop(): Promise<void>;
  /** Whether it answers now, in its own protocol. */
  healthy(): Promise<boolean>;
}
