export { tcpProxy, type TcpProxy } from './tcp-proxy.ts';
export { API, kafkaProxy, type KafkaProxy } from './kafka-proxy.ts';
export { type Seen, TopicProbe } from './topic-probe.ts';
export { type Child, startChild } from './child.ts';
export { skipped } from './skipped.ts';
export { until } from './until.ts';
export { prefixedClient } from './prefixed-client.ts';
