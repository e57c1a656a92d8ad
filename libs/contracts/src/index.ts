export type * from './generated/records.ts';
export { SCHEMAS, PII_PATHS } from './generated/schemas.ts';
export { TOPICS } from './generated/topics.ts';
export type { Delivery, Emit, EventContext, RecordName, RecordOf, TopicName } from './types.ts';
export { ERRORS, isErrorCode, LeadlineError, type ErrorCode } from './errors.ts';
export { eventIdOf, keyedHash, leadIdOf, sha256, workspacePartition } from './ids.ts';
export { actorOf, contextOf, headersOf, isTraceparent, traceIdOf, traceparentOf } from './headers.ts';
export {
  keyDigest,
  keyIdOf,
  keyLine,
  newApiKey,
  parseApiKeys,
  ROLES,
  SCOPES,
  type ApiKey,
  type KeyGrant,
  type Role,
  type Scope,
} from './api-keys.ts';
export { CodecFailure } from './failure.ts';
export { refusalOf, type Login, type Refusal, type Tls } from './transport.ts';
export {
  createCodec,
  type Codec,
  type CodecOptions,
  type DecodedRecord,
  type EncodedRecord,
} from './codec.ts';
export { checkSchemas, registerSchemas } from './schemas.ts';
export { describeSchemas, registryClock, type SchemaView } from './drift.ts';
export type { RegistryOptions } from './registry.ts';
export {
  CLOCK_TOPIC,
  deadLetterTopic,
  retryTopic,
  RETRY_TIERS,
  STAGES,
  topicSpecs,
  type StageName,
  type TopicToCreate,
} from './topics.ts';
export { redact } from './redact.ts';
export { accessOf, KAFKA_USERS, type AccessRule, type KafkaUser } from './access.ts';
