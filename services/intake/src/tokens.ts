/** Connection to Redis. */
export const LIVE = Symbol('LIVE');
/** Function that finds the tenant of a request. */
export const TENANTS = Symbol('TENANTS');
/** StreamProducer that all requests share. */
export const PRODUCER = Symbol('PRODUCER');
