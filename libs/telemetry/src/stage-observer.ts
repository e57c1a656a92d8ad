import type { Delivery, Emit } from '@leadline/contracts';
import type { BatchObserver, Outcome, StageObserver, StreamRecord } from '@leadline/stream';
import { codeLabel } from './labels.ts';
import type { Metrics } from './metrics.ts';
import type { LeadSpan, LeadTracer } from './tracing.ts';

/** Counts, times and traces what stages do. */
export function stageObserver(metrics: Metrics, tracer: LeadTracer | null): StageObserver {
  return {
    batch: (stage, records) => new ObservedBatch(metrics, tracer, stage, records),
    deadLetter: (stage, _record, code) => metrics.deadLetter(stage, code),
  };
}

class ObservedBatch implements BatchObserver {
  readonly #metrics: Metrics;
  readonly #tracer: LeadTracer | null;
  readonly #stage: string;
  readonly #records: readonly StreamRecord[];
  readonly #began = performance.now();
  #deliveries: readonly Delivery[] = [];
  #spans: readonly LeadSpan[] = [];

  constructor(metrics: Metrics, tracer: LeadTracer | null, stage: string, records: readonly StreamRecord[]) {
    this.#metrics = metrics;
    this.#tracer = tracer;
    this.#stage = stage;
    this.#records = records;
  }

  decoded<D extends Delivery>(deliveries: readonly D[]): readonly D[] {
    this.#deliveries = deliveries;
    const tracer = this.#tracer;
    if (tracer === null) return deliveries;
    const spans = deliveries.map(({ topic, context: { traceparent, subject } }) =>
      tracer.start(this.#stage, { traceparent, leadId: subject, topic }),
    );
    this.#spans = spans;
    return deliveries.map((delivery, index) => {
      const traceparent = spans[index]?.traceparent ?? delivery.context.traceparent;
      return { ...delivery, context: { ...delivery.context, traceparent } };
    });
  }

  sent(emits: readonly Emit[]): void {
    this.#metrics.emitted(emits);
  }

  ended(outcomes: readonly Outcome[]): void {
    this.#metrics.handled(this.#stage, this.#records, outcomes);
    this.#metrics.took(this.#stage, (performance.now() - this.#began) / 1_000);
    const failed = outcomes.find((outcome) => outcome.kind === 'failed' && outcome.failure === 'transient');
    this.#end(failed);
    if (failed !== undefined) return;
    const now = Date.now();
    for (const { value } of this.#deliveries)
      if ('receivedAt' in value) this.#metrics.reached(this.#stage, now - value.receivedAt);
  }

  threw(outcome: Outcome): void {
    if (this.#records.length === 1) this.#metrics.handled(this.#stage, this.#records, [outcome]);
    this.#end(outcome);
  }

  #end(outcome: Outcome | undefined): void {
    const failure = outcome?.kind === 'failed' ? codeLabel(outcome.code) : undefined;
    for (const span of this.#spans) span.end(failure);
  }
}
