export { createTelemetry, type Telemetry } from './telemetry.ts';
export type { PartitionView } from './metrics.ts';
export type { ReleaseView } from './release-gauge.ts';
export type { SourceView } from './source-gauges.ts';
export type { LeadSpan, LeadTracer } from './tracing.ts';
