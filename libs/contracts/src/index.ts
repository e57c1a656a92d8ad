export type * from './generated/records.ts';
export { SCHEMAS, PII_PATHS } from './generated/schemas.ts';
export { TOPICS } from './generated/topics.ts';
export type { Delivery, Emit, EventContext, RecordName, RecordOf, TopicName } from './types.ts';
