import type { ExactlyOnceOptions, StageObserver } from '@leadline/stream';
import { observeLog } from './log-observer.ts';
import { Metrics } from './metrics.ts';
import { stageObserver } from './stage-observer.ts';
import { createTracer, type LeadTracer, type TracerOptions } from './tracing.ts';

/** Metrics and traces of one service; several in one process do not mix. */
export interface Telemetry {
  readonly metrics: Metrics;
  /** Null while tracing is off. */
  readonly tracer: LeadTracer | null;
  /** For stages. */
  readonly observer: StageObserver;
  /** For logs with one owner per partition. */
  observed(log: ExactlyOnceOptions): ExactlyOnceOptions;
  close(): Promise<void>;
}

/** Metrics are always on; traces only with an address or a file for them. */
export async function createTelemetry(options: TracerOptions): Promise<Telemetry> {
  const metrics = new Metrics(options.service);
  const tracer = await createTracer(options);
  return {
    metrics,
    tracer,
    observer: stageObserver(metrics, tracer),
    observed: (log) => observeLog(log, metrics, tracer),
    close: async () => tracer?.close(),
  };
}
