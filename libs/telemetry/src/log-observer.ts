import type { ExactlyOnceOptions, OutRecord, PartitionTask, StreamRecord } from '@leadline/stream';
import { PoisonRecord } from '@leadline/stream';
import { codeOfError } from './labels.ts';
import type { Metrics } from './metrics.ts';
import type { LeadSpan, LeadTracer } from './tracing.ts';

/** The same log, counted, timed and traced: what it says counts from the commit on. */
export function observeLog(
  options: ExactlyOnceOptions,
  metrics: Metrics,
  tracer: LeadTracer | null,
): ExactlyOnceOptions {
  const { group } = options;
  return {
    ...options,
    task: (ownership) => new ObservedTask(options.task(ownership), group, metrics, tracer),
    deadLettered: async (record, position, code) => {
      const more = (await options.deadLettered?.(record, position, code)) ?? [];
      metrics.deadLetter(group, code);
      return more;
    },
  };
}

interface Chunk {
  readonly records: readonly StreamRecord[];
  readonly spans: readonly LeadSpan[];
  readonly began: number;
}

class ObservedTask implements PartitionTask {
  readonly #task: PartitionTask;
  readonly #group: string;
  readonly #metrics: Metrics;
  readonly #tracer: LeadTracer | null;
  /** Processed, and not yet known to be committed. */
  #chunk: Chunk | null = null;

  constructor(task: PartitionTask, group: string, metrics: Metrics, tracer: LeadTracer | null) {
    this.#task = task;
    this.#group = group;
    this.#metrics = metrics;
    this.#tracer = tracer;
  }

  open(): Promise<void> {
    return this.#task.open();
  }

  async process(records: readonly StreamRecord[]): Promise<readonly OutRecord[]> {
    const spans: LeadSpan[] = [];
    const began = performance.now();
    const traced = this.#tracer === null ? records : records.map((record) => this.#trace(record, spans));
    this.#chunk = { records, spans, began };
    try {
      return await this.#task.process(traced);
    } catch (error) {
      this.#failed(error);
      throw error;
    }
  }

  async committed(): Promise<void> {
    const chunk = this.#chunk;
    this.#chunk = null;
    if (chunk !== null) {
      this.#metrics.handled(
        this.#group,
        chunk.records,
        chunk.records.map(() => ({ kind: 'done' })),
      );
      this.#metrics.took(this.#group, (performance.now() - chunk.began) / 1_000);
      for (const span of chunk.spans) span.end();
    }
    await this.#task.committed();
  }

  idle(now: number): Promise<void> {
    return this.#task.idle(now);
  }

  /** A chunk that is still open was not committed. */
  close(): Promise<void> {
    this.#failed(undefined);
    return this.#task.close();
  }

  /** Only records about leads are steps of a lead. */
  #trace(record: StreamRecord, spans: LeadSpan[]): StreamRecord {
    const { ce_subject: leadId, traceparent = null } = record.headers;
    if (leadId === undefined || this.#tracer === null) return record;
    const span = this.#tracer.start(this.#group, { traceparent, leadId, topic: record.topic });
    spans.push(span);
    return { ...record, headers: { ...record.headers, traceparent: span.traceparent } };
  }

  #failed(error: unknown): void {
    const chunk = this.#chunk;
    this.#chunk = null;
    if (chunk === null) return;
    const code = codeOfError(error);
    for (const span of chunk.spans) span.end(code);
    const topic = chunk.records[0]?.topic ?? '';
    const isPoison = error instanceof PoisonRecord;
    if (isPoison)
      this.#metrics.handled(
        this.#group,
        [error.record],
        [{ kind: 'failed', failure: 'poison', code, message: '' }],
      );
    this.#metrics.retried(this.#group, topic, code, chunk.records.length - (isPoison ? 1 : 0));
  }
}
