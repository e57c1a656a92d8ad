export { bootstrap, EXIT, hostAll, stopAll } from './bootstrap.ts';
export { BUFFERS_AS_HEAP, countBuffersAsHeap } from './heap.ts';
export {
  commonSettings,
  readConfig,
  type CommonSettings,
  type Environment,
  type Settings,
} from './config.ts';
export { port, toggle, url, whole } from './values.ts';
export { isLoopback } from './loopback.ts';
export {
  kafkaOf,
  liveTransportIn,
  plaintextIn,
  redisOf,
  redisTrouble,
  registryOf,
  transportIn,
} from './transport.ts';
export { redisSettings } from './transport-settings.ts';
export type { Consumer } from './consumers.ts';
export { Health, type Probe } from './health.ts';
export { createLog, type Logger } from './log.ts';
export { LOCAL_SECRET, secretFits, secretSetting } from './secret.ts';
export type { HostedService, ServiceDefinition } from './service.ts';
export { stageApp, type StageAppOptions } from './stage-app.ts';
export { Shelf, type ShelfRows } from './shelf.ts';
export { NewestRows, Table, type TableOptions, type TableRows } from './table.ts';
export { type Followed, type FollowerParts, TopicFollower } from './topic-follower.ts';
export { CODEC, CONFIG, CONSUMERS, LOG, STREAM, TELEMETRY } from './tokens.ts';
export type {
  LeadSpan,
  LeadTracer,
  PartitionView,
  ReleaseView,
  SourceView,
  Telemetry,
} from '@leadline/telemetry';
