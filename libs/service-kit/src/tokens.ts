/** Injection tokens that the kit provides to every module of a service. */
export const CONFIG = Symbol('CONFIG');
/** Pino logger of the service. */
export const LOG = Symbol('LOG');
/** StreamClient of @leadline/stream. */
export const STREAM = Symbol('STREAM');
/** Codec of @leadline/contracts. */
export const CODEC = Symbol('CODEC');
/** Telemetry of @leadline/telemetry: metrics, and spans where tracing is on. */
export const TELEMETRY = Symbol('TELEMETRY');
/** Injection token that a service provides: what it consumes, as `readonly Consumer[]`. */
export const CONSUMERS = Symbol('CONSUMERS');
