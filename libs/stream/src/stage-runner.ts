import {
  type Codec,
  CodecFailure,
  contextOf,
  type Delivery,
  type Emit,
  type EventContext,
  type RecordName,
  type TopicName,
} from '@leadline/contracts';
import { isTransient } from './errors.ts';
import { outcomeOf } from './isolate.ts';
import type { BatchObserver, StageObserver } from './observe.ts';
import { parkedLead } from './parked.ts';
import type { AtLeastOnceOptions, Outcome, RecordPosition, StreamProducer, StreamRecord } from './port.ts';
import type { Stage } from './stage.ts';

export interface StageDependencies {
  readonly codec: Pick<Codec, 'encode' | 'decode'>;
  readonly producer: StreamProducer;
  /** Records per batch at most. Default 200. */
  readonly maxBatch?: number;
  readonly observe?: StageObserver;
}

/** Of each record of a batch: its decoded form, null for a tombstone, or why it has none. */
type Decoded = Delivery | null | Outcome;

const DONE: Outcome = { kind: 'done' };

function isDelivery(decoded: Decoded): decoded is Delivery {
  return decoded !== null && 'record' in decoded;
}

/** Turns a {@link Stage} into what a runner calls: bytes in, outcomes out, outputs acknowledged in between. */
export class StageRunner<
  In extends RecordName = RecordName,
  Facts = unknown,
  Decision = unknown,
  Done = unknown,
> {
  readonly stage: Stage<In, Facts, Decision, Done>;
  readonly #dependencies: StageDependencies;

  constructor(stage: Stage<In, Facts, Decision, Done>, dependencies: StageDependencies) {
    this.stage = stage;
    this.#dependencies = dependencies;
  }

  /** For `runAtLeastOnce`; call the stage's `open` before. */
  options(): AtLeastOnceOptions {
    const { stage } = this;
    const { maxBatch } = this.#dependencies;
    return {
      group: stage.name,
      topics: stage.inputs,
      handle: (batch, signal) => this.handle(batch, signal),
      onDeadLetter: (record, position, code) => this.park(record, position, code),
      ...(maxBatch === undefined ? {} : { maxBatch }),
      ...(stage.idle === undefined ? {} : { idle: () => stage.idle!() }),
    };
  }

  /** Throws what the stage throws for reasons other than a broken dependency: the runner finds the guilty record. */
  async handle(batch: readonly StreamRecord[], signal: AbortSignal): Promise<readonly Outcome[]> {
    const observer = this.#dependencies.observe?.batch(this.stage.name, batch);
    try {
      const outcomes = await this.#handle(batch, signal, observer);
      observer?.ended(outcomes);
      return outcomes;
    } catch (error) {
      observer?.threw(outcomeOf(error));
      throw error;
    }
  }

  async #handle(
    batch: readonly StreamRecord[],
    signal: AbortSignal,
    observer?: BatchObserver,
  ): Promise<readonly Outcome[]> {
    const decoded = await Promise.all(batch.map((record) => this.#decode(record)));
    const plain = decoded.filter(isDelivery) as Delivery<In>[];
    const deliveries = observer?.decoded(plain) ?? plain;
    let outcome = DONE;
    try {
      await this.#forget(batch.filter((_, index) => decoded[index] === null));
      if (deliveries.length > 0) await this.#process(deliveries, signal, observer);
    } catch (error) {
      if (!isTransient(error)) throw error;
      outcome = outcomeOf(error);
    }
    return decoded.map((one) => (one === null || isDelivery(one) ? outcome : one));
  }

  /** A lead whose record is in the dead letters is parked, and its workspace hears of it. */
  async park(record: StreamRecord, position: RecordPosition, code: string): Promise<void> {
    const emits = await parkedLead(this.#dependencies.codec, this.stage.name, record, position, code);
    await this.#send(emits.map((emit) => ({ emit, context: contextOf(record.headers) })));
    this.#dependencies.observe?.deadLetter(this.stage.name, record, code);
  }

  async #process(
    deliveries: readonly Delivery<In>[],
    signal: AbortSignal,
    observer?: BatchObserver,
  ): Promise<void> {
    const { stage } = this;
    const facts = await stage.gather(deliveries, signal);
    const decisions = deliveries.map((delivery) => stage.decide(delivery, facts));
    const emit = async (emits: readonly Emit[]): Promise<void> => {
      await this.#send(emits.map((one) => ({ emit: one, context: contextFor(one, deliveries) })));
      observer?.sent(emits);
    };
    const done = await stage.act?.(decisions, emit, signal);
    const outputs = deliveries.flatMap((delivery, index) =>
      stage
        .conclude(delivery, decisions[index]!, done?.[index])
        .map((one) => ({ emit: one, context: delivery.context })),
    );
    await this.#send(outputs);
    observer?.sent(outputs.map(({ emit: one }) => one));
  }

  async #send(outputs: readonly { emit: Emit; context: EventContext }[]): Promise<void> {
    const { codec, producer } = this.#dependencies;
    const encode = ({ emit, context }: (typeof outputs)[number]) =>
      codec.encode(emit, contextIn(emit, context), this.stage.name);
    await producer.send(await Promise.all(outputs.map(encode)));
  }

  async #forget(tombstones: readonly StreamRecord[]): Promise<void> {
    if (tombstones.length === 0) return;
    const keys = tombstones.map(({ topic, key }) => ({ topic: topic as TopicName, key: key ?? '' }));
    await this.stage.erased?.(keys);
  }

  async #decode(record: StreamRecord): Promise<Decoded> {
    if (record.value === null) return null;
    try {
      const topic = record.topic as TopicName;
      const { key, partition, offset, timestamp, headers } = record;
      const decoded = await this.#dependencies.codec.decode(record.value, topic);
      return { ...decoded, topic, key: key ?? '', partition, offset, timestamp, context: contextOf(headers) };
    } catch (error) {
      if (!(error instanceof CodecFailure)) throw error;
      return { kind: 'failed', failure: error.failure, code: error.code, message: error.message };
    }
  }
}

/** What the record says of itself stands above what its input's headers say. */
function contextIn(emit: Emit, context: EventContext): EventContext {
  const { tenant, workspace, leadId } = (emit.value ?? {}) as Partial<
    Record<'tenant' | 'workspace' | 'leadId', string>
  >;
  return {
    tenant: tenant ?? context.tenant,
    workspace: workspace ?? context.workspace,
    subject: leadId ?? context.subject,
    traceparent: context.traceparent,
  };
}

/** Effects are made for a batch: the input of the same lead gives an effect its context. */
function contextFor(emit: Emit, deliveries: readonly Delivery[]): EventContext {
  const same = deliveries.find(({ key, context }) => context.subject === emit.key || key === emit.key);
  return same?.context ?? { tenant: 'default', workspace: '', subject: null, traceparent: null };
}
