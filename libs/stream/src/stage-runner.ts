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
import { contextFor, contextIn } from './output-context.ts';
import { parkedLead } from './parked.ts';
import type {
  AtLeastOnceOptions,
  Outcome,
  OutRecord,
  RecordPosition,
  StreamProducer,
  StreamRecord,
} from './port.ts';
import { isPassedOn, type Next, Relay, type Work } from './relay.ts';
import type { Stage } from './stage.ts';

export interface StageDependencies {
  readonly codec: Pick<Codec, 'encode' | 'decode'>;
  readonly producer: StreamProducer;
  /** Records per batch at most. Default 200. */
  readonly maxBatch?: number;
  readonly observe?: StageObserver;
  /** The stages of this process. Default: none but this one. */
  readonly relay?: Relay;
}

/** Of each record of a batch: its decoded form, null for a tombstone, or why it has none. */
type Decoded = Delivery | null | Outcome;

interface Output {
  readonly emit: Emit;
  readonly context: EventContext;
}

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
> implements Next {
  readonly stage: Stage<In, Facts, Decision, Done>;
  readonly #dependencies: StageDependencies;
  readonly #relay: Relay;

  constructor(stage: Stage<In, Facts, Decision, Done>, dependencies: StageDependencies) {
    this.stage = stage;
    this.#dependencies = dependencies;
    this.#relay = dependencies.relay ?? new Relay();
  }

  get name(): string {
    return this.stage.name;
  }

  /** For `runAtLeastOnce`; call the stage's `open` before. */
  options(): AtLeastOnceOptions {
    const { stage } = this;
    const { maxBatch } = this.#dependencies;
    return {
      group: stage.name,
      topics: stage.inputs,
      passOver: (record) => isPassedOn(record, this.name),
      handle: (batch, signal) => this.handle(batch, signal),
      onDeadLetter: (record, position, code) => this.park(record, position, code),
      ...(maxBatch === undefined ? {} : { maxBatch }),
      ...(stage.lingerMs === undefined ? {} : { lingerMs: stage.lingerMs }),
      ...(stage.idle === undefined ? {} : { idle: () => stage.idle!() }),
    };
  }

  /** Throws what the stage throws for reasons other than a broken dependency: the runner finds the guilty record. */
  async handle(batch: readonly StreamRecord[], signal: AbortSignal): Promise<readonly Outcome[]> {
    const observer = this.#dependencies.observe?.batch(this.name, batch);
    try {
      const outcomes = await this.#handle(batch, signal, observer);
      observer?.ended(outcomes);
      return outcomes;
    } catch (error) {
      observer?.threw(outcomeOf(error));
      throw error;
    }
  }

  /** See {@link Next}. */
  async pass(records: readonly StreamRecord[], signal: AbortSignal): Promise<Work | null> {
    const observer = this.#dependencies.observe?.batch(this.name, records);
    try {
      const decoded = await Promise.all(records.map((record) => this.#decode(record)));
      if (!decoded.every(isDelivery)) throw new Error('Not all of the records can be read.');
      const work = await this.#process(decoded, signal, observer);
      const end = (outcome: Outcome): void => {
        work.end(outcome);
        observer?.ended(records.map(() => outcome));
      };
      return { outputs: work.outputs, end };
    } catch (error) {
      observer?.threw(outcomeOf(error));
      return null;
    }
  }

  /** A lead whose record is in the dead letters is parked, and its workspace hears of it. */
  async park(record: StreamRecord, position: RecordPosition, code: string): Promise<void> {
    const emits = await parkedLead(this.#dependencies.codec, this.name, record, position, code);
    const context = contextOf(record.headers);
    await this.#dependencies.producer.send(await this.#encode(emits.map((emit) => ({ emit, context }))));
    this.#dependencies.observe?.deadLetter(this.name, record, code);
  }

  async #handle(
    batch: readonly StreamRecord[],
    signal: AbortSignal,
    observer?: BatchObserver,
  ): Promise<readonly Outcome[]> {
    const decoded = await Promise.all(batch.map((record) => this.#decode(record)));
    const deliveries = decoded.filter(isDelivery);
    let outcome = DONE;
    try {
      await this.#forget(batch.filter((_, index) => decoded[index] === null));
      if (deliveries.length > 0) await this.#send(await this.#process(deliveries, signal, observer));
    } catch (error) {
      if (!isTransient(error)) throw error;
      outcome = outcomeOf(error);
    }
    return decoded.map((one) => (one === null || isDelivery(one) ? outcome : one));
  }

  /** All but the sending of what `conclude` gives, done by this stage and those behind it in this process. */
  async #process(plain: readonly Delivery[], signal: AbortSignal, observer?: BatchObserver): Promise<Work> {
    const { stage } = this;
    const deliveries = (observer?.decoded(plain) ?? plain) as readonly Delivery<In>[];
    const facts = await stage.gather(deliveries, signal);
    const decisions = deliveries.map((delivery) => stage.decide(delivery, facts));
    const emit = async (emits: readonly Emit[]): Promise<void> => {
      const effects = emits.map((one) => ({ emit: one, context: contextFor(one, deliveries) }));
      await this.#dependencies.producer.send(await this.#encode(effects));
      observer?.sent(emits);
    };
    const done = await stage.act?.(decisions, emit, signal);
    const concluded = deliveries.flatMap((delivery, index) =>
      stage
        .conclude(delivery, decisions[index]!, done?.[index])
        .map((one) => ({ emit: one, context: delivery.context })),
    );
    const work = await this.#relay.pass(await this.#encode(concluded), signal);
    const end = (outcome: Outcome): void => {
      if (outcome.kind === 'done') observer?.sent(concluded.map(({ emit: one }) => one));
      work.end(outcome);
    };
    return { outputs: work.outputs, end };
  }

  async #send({ outputs, end }: Work): Promise<void> {
    try {
      await this.#dependencies.producer.send(outputs);
    } catch (error) {
      end(outcomeOf(error));
      throw error;
    }
    end(DONE);
  }

  #encode(outputs: readonly Output[]): Promise<OutRecord[]> {
    const { codec } = this.#dependencies;
    return Promise.all(
      outputs.map(({ emit, context }) => codec.encode(emit, contextIn(emit, context), this.name)),
    );
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
