export { createTelemetry, type Telemetry } from './telemetry.ts';
export type { PartitionView } from './metrics.ts';
export type { LeadSpan, LeadTracer } from './tracing.ts';
