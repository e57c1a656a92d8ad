import {
  BaseRpcContext,
  type CustomTransportStrategy,
  type MessageHandler,
  Server,
} from '@nestjs/microservices';
import { LeadlineError } from '@leadline/contracts';
import { isObservable, lastValueFrom } from 'rxjs';
import type { AtLeastOnceOptions, Outcome, Running, StreamClient, StreamRecord } from '../port.ts';

/** What a handler gets beside the batch (`@Ctx()`). */
export class BatchContext extends BaseRpcContext<[topic: string, partition: number, signal: AbortSignal]> {
  get topic(): string {
    return this.getArgByIndex(0);
  }
  get partition(): number {
    return this.getArgByIndex(1);
  }
  /** Aborted when the partition goes to somebody else or the time to stop is up. */
  get signal(): AbortSignal {
    return this.getArgByIndex(2);
  }
}

export interface LeadStreamServerOptions extends Omit<AtLeastOnceOptions, 'topics' | 'handle'> {
  readonly client: StreamClient;
  /** Topics that must have a handler; others must not have one. */
  readonly topics: readonly string[];
  /** Handlers with this id of `@EventPattern(topic, id)` are ours, and those without any. */
  readonly transportId?: symbol;
  /** Before joining the group. */
  readonly open?: () => Promise<void>;
  /** In the group, and ready. */
  readonly listening?: () => void;
  /** About to leave it. */
  readonly leaving?: () => void;
  /** After leaving it. */
  readonly close?: () => Promise<void>;
}

/**
 * Nest's transport over the at-least-once runner: `@EventPattern(topic)` handlers get batches of one partition
 * (`readonly StreamRecord[]`) and answer one outcome per record. Guards, pipes, interceptors and hooks work as usual.
 */
export class LeadStreamServer extends Server implements CustomTransportStrategy {
  /** Failures are outcomes; what a handler throws goes to the runner. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: LeadStreamServerOptions;
  #running: Running | null = null;
  #closing: Promise<void> | null = null;

  constructor(options: LeadStreamServerOptions) {
    super();
    this.#options = options;
    if (options.transportId !== undefined) this.setTransportId(options.transportId);
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    const { open, listening, leaving: _leaving, close: _close, transportId: _id, ...rest } = this.#options;
    const { client, topics, ...run } = rest;
    try {
      this.#checkHandlers();
      await open?.();
      const handle = (batch: readonly StreamRecord[], signal: AbortSignal) => this.#dispatch(batch, signal);
      this.#running = await client.runAtLeastOnce({ ...run, topics, handle });
      listening?.();
      callback();
    } catch (error) {
      callback(error);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#options.leaving?.();
    await this.#running?.stop();
    await this.#options.close?.();
  }

  on(): void {}

  /** The {@link Running}: health and death of the runner. Throws before `listen`. */
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- as Nest declares it
  unwrap<T = Running>(): T {
    if (this.#running === null) throw new Error('The server does not listen yet.');
    return this.#running as T;
  }

  /** Nest calls two handlers of one topic side by side: if one failed, a retry would run the other again. */
  #checkHandlers(): void {
    const { group, topics } = this.#options;
    for (const topic of topics) {
      const handler = this.messageHandlers.get(topic);
      if (handler === undefined) refuse(`No handler of ${group} reads ${topic}.`);
      else if (handler.next !== undefined) refuse(`Two handlers of ${group} read ${topic}.`);
    }
    const strange = [...this.messageHandlers.keys()].find((topic) => !topics.includes(topic));
    if (strange !== undefined) refuse(`${group} has a handler for ${strange}, which it does not read.`);
  }

  async #dispatch(batch: readonly StreamRecord[], signal: AbortSignal): Promise<readonly Outcome[]> {
    const [{ topic, partition } = { topic: '', partition: -1 }] = batch;
    // Records of a retry topic come from several topics; each run of one topic is a call of its own.
    const other = batch.findIndex((record) => record.topic !== topic);
    const mine = other < 0 ? batch : batch.slice(0, other);
    const context = new BatchContext([topic, partition, signal]);
    const outcomes = await this.#call(this.messageHandlers.get(topic), topic, mine, context);
    return other < 0 ? outcomes : [...outcomes, ...(await this.#dispatch(batch.slice(other), signal))];
  }

  async #call(
    handler: MessageHandler | undefined,
    topic: string,
    batch: readonly StreamRecord[],
    context: BatchContext,
  ): Promise<readonly Outcome[]> {
    if (handler === undefined) refuse(`No handler reads ${topic}.`);
    const { promise, resolve, reject } = Promise.withResolvers<readonly Outcome[]>();
    this.onProcessingStartHook(this.transportId!, context, async () => {
      try {
        const answer: unknown = await handler(batch, context);
        resolve((isObservable(answer) ? await lastValueFrom(answer) : answer) as readonly Outcome[]);
      } catch (error) {
        reject(error);
      } finally {
        this.onProcessingEndHook?.(this.transportId!, context);
      }
    });
    return promise;
  }
}

function refuse(message: string): never {
  throw new LeadlineError('LEADLINE_TOPIC_UNHANDLED', message);
}
