/** Connection to Redis. */
export const LIVE = Symbol('LIVE');
/** Guard of the API: keys, or none. */
export const GUARD = Symbol('GUARD');
/** Function that says who sends a request. */
export const AUTHORIZE = Symbol('AUTHORIZE');
/** StreamProducer that all requests share. */
export const PRODUCER = Symbol('PRODUCER');
