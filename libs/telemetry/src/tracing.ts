import { isTraceparent, traceIdOf } from '@leadline/contracts';
import type { Context, Link, SpanContext } from '@opentelemetry/api';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

/** What a span is about. Nothing of it is personal: lead ids are derived from keys. */
export interface SpanSubject {
  /** The step before, as it stands in the record's or request's header. */
  readonly traceparent: string | null;
  readonly leadId: string | null;
  /** Where the record came from, if it came from Kafka. */
  readonly topic?: string;
  /** A trace that this one has to do with, such as that of a request with many leads. */
  readonly link?: string | null;
}

/** One step of one lead. */
export interface LeadSpan {
  /** For the headers of what this step gives rise to. */
  readonly traceparent: string;
  /** Ends the step; `failure` is the code of why it has failed. */
  end(failure?: string): void;
}

/** Makes the spans of one service. */
export interface LeadTracer {
  start(name: string, subject: SpanSubject): LeadSpan;
  /** Hands over what is not exported yet. */
  close(): Promise<void>;
}

export interface TracerOptions {
  readonly service: string;
  /** Base address of an OTLP/HTTP collector. */
  readonly otlp?: string | undefined;
  /** File for finished spans, one JSON object a line. */
  readonly spans?: string | undefined;
}

/** How long finished spans may wait for company, ms. */
const EXPORT_MS = 1_000;
const FLAGS_SAMPLED = 1;

/** Null when tracing is off; then nothing of OpenTelemetry is loaded. */
export async function createTracer({ service, otlp, spans }: TracerOptions): Promise<LeadTracer | null> {
  if (otlp === undefined && spans === undefined) return null;
  const [api, sdk, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/resources'),
  ]);
  const exporters: SpanExporter[] = [];
  if (otlp !== undefined) {
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http');
    exporters.push(new OTLPTraceExporter({ url: `${otlp.replace(/\/$/, '')}/v1/traces` }));
  }
  if (spans !== undefined) {
    const { SpanFile } = await import('./span-file.ts');
    exporters.push(new SpanFile(spans));
  }
  const random = new sdk.RandomIdGenerator();
  const next = { traceId: null as string | null };
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': service, 'service.namespace': 'leadline' }),
    // The SDK asks for a trace id only for a span without a parent, and within `startSpan`.
    idGenerator: {
      generateTraceId: () => next.traceId ?? random.generateTraceId(),
      generateSpanId: () => random.generateSpanId(),
    },
    spanProcessors: exporters.map(
      (exporter) =>
        new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: EXPORT_MS, maxQueueSize: 16_384 }),
    ),
  });
  const tracer = provider.getTracer('leadline');
  const parentOf = (traceparent: string | null): Context => {
    const remote = spanContextOf(traceparent);
    return remote === null ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, remote);
  };
  return {
    start(name, { traceparent, leadId, topic, link }) {
      next.traceId = leadId === null ? null : traceIdOf(leadId);
      const span = tracer.startSpan(
        name,
        {
          kind: api.SpanKind.CONSUMER,
          links: linksTo(link),
          attributes: {
            ...(leadId === null ? {} : { 'leadline.lead': leadId }),
            ...(topic === undefined ? {} : { 'messaging.destination.name': topic }),
          },
        },
        parentOf(traceparent),
      );
      return {
        traceparent: headerOf(span.spanContext()),
        end(failure) {
          if (failure !== undefined) span.setStatus({ code: api.SpanStatusCode.ERROR, message: failure });
          span.end();
        },
      };
    },
    close: () => provider.shutdown(),
  };
}

function spanContextOf(traceparent: string | null | undefined): SpanContext | null {
  if (!isTraceparent(traceparent)) return null;
  const [, traceId = '', spanId = '', flags = ''] = traceparent.split('-');
  return { traceId, spanId, traceFlags: Number.parseInt(flags, 16) & FLAGS_SAMPLED, isRemote: true };
}

function linksTo(traceparent: string | null | undefined): Link[] {
  const context = spanContextOf(traceparent);
  return context === null ? [] : [{ context }];
}

function headerOf({ traceId, spanId, traceFlags }: SpanContext): string {
  return `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, '0')}`;
}
