import { appendFile } from 'node:fs';
import type { HrTime } from '@opentelemetry/api';
import { ExportResultCode } from '@opentelemetry/core';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** A finished span as it stands in the file. Times are epoch ms. */
interface SpanLine {
  readonly service: unknown;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly start: number;
  readonly end: number;
  /** Code of the failure, null if there was none. */
  readonly failure: string | null;
  readonly attributes: object;
}

const msOf = ([seconds, nanos]: HrTime): number => seconds * 1_000 + nanos / 1_000_000;

function lineOf(span: ReadableSpan): SpanLine {
  const { traceId, spanId } = span.spanContext();
  return {
    service: span.resource.attributes['service.name'],
    name: span.name,
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    start: msOf(span.startTime),
    end: msOf(span.endTime),
    failure: span.status.message ?? null,
    attributes: span.attributes,
  };
}

/** Appends finished spans to a file, one JSON object a line: several processes may share it. */
export class SpanFile implements SpanExporter {
  readonly #path: string;
  constructor(path: string) {
    this.#path = path;
  }

  export(spans: ReadableSpan[], done: Parameters<SpanExporter['export']>[1]): void {
    const text = spans.map((span) => `${JSON.stringify(lineOf(span))}\n`).join('');
    appendFile(this.#path, text, (error) =>
      done(error === null ? { code: ExportResultCode.SUCCESS } : { code: ExportResultCode.FAILED, error }),
    );
  }

  shutdown(): Promise<void> {
    return Promise.resolve();
  }
}
