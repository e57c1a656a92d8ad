import { CLOCK_TOPIC, RETRY_TIERS, STAGES, deadLetterTopic, retryTopic, topicSpecs } from '../src/topics.ts';
import type { AccessRule } from '../src/access.ts';
import { access, topics } from './sources.ts';

/**
 * The rule set of who may do what at Kafka, out of schemas/topics.yaml. Everything that grants rights is made from it: the
 * chart's KafkaUsers (helm.ts), and what a program can grant by itself (generated/access.ts).
 */

/** The services with a consumer group. Where one has several, the others are named after it: `intake-status`. */
export const SERVICES = STAGES.filter((stage) => !STAGES.some((other) => stage.startsWith(`${other}-`)));
/** Groups that write in transactions, whose ids begin with the group's name and a point. */
const TRANSACTIONAL: readonly string[] = ['assignment'];

export const groupsOf = (service: string) =>
  STAGES.filter((stage) => stage === service || stage.startsWith(`${service}-`));

export const consumed = (group: string): string[] =>
  topics.filter(([, row]) => row.consumers.includes(group)).map(([name]) => name);
const writtenBy = (service: string): string[] =>
  access.filter(({ writers }) => writers.includes(service)).map(({ topic }) => topic);

/** Where dead letters are sent again: to where they lay, and those of a chain to the retry topics of who reads it. */
const SENT_AGAIN = topics.flatMap(([name, { consumers, chained }]) => {
  if (chained) return consumers.map((stage) => retryTopic(stage, RETRY_TIERS[0].name));
  return consumers.length > 0 ? [name] : [];
});

type Operation = AccessRule['operations'][number];
const on =
  (resource: AccessRule['resource'], ...operations: readonly Operation[]) =>
  (name: string): AccessRule => ({ resource, name, isPrefix: false, operations });
const readTopic = on('topic', 'read', 'describe');
const writeTopic = on('topic', 'write', 'describe');
/** Brokers before 2.8 ask for it beside the right to write a topic. */
const idempotent = on('cluster', 'idempotent_write')('kafka-cluster');

function ofService(service: string): AccessRule[] {
  const groups = groupsOf(service);
  const followed = access.filter(({ followers }) => followers.includes(service)).map(({ topic }) => topic);
  const retries = groups.flatMap((group) => RETRY_TIERS.map((tier) => retryTopic(group, tier.name)));
  const transactions = groups.filter((group) => TRANSACTIONAL.includes(group)).map((group) => `${group}.`);
  return [
    idempotent,
    ...groups.map(on('group', 'read', 'describe')),
    ...transactions.map((name) => ({ ...on('transactional_id', 'write', 'describe')(name), isPrefix: true })),
    ...[...new Set([...groups.flatMap(consumed), ...followed, ...retries])].map(readTopic),
    ...[...writtenBy(service), ...groups.map(deadLetterTopic), ...retries].map(writeTopic),
  ];
}

/** The command line reads everything, access lists too, brings deals of the past in, sends dead letters again, and asks for the time. */
function ofOperators(): AccessRule[] {
  const all = topicSpecs().map(({ name }) => name);
  return [
    idempotent,
    on('cluster', 'describe')('kafka-cluster'),
    ...all.map(readTopic),
    ...[...writtenBy('operators'), ...SENT_AGAIN, ...STAGES.map(deadLetterTopic), CLOCK_TOPIC].map(
      writeTopic,
    ),
    // What `leadline doctor` asks beyond records: settings of topics, and how far groups are.
    ...all.map(on('topic', 'describe_configs')),
    ...STAGES.map(on('group', 'describe')),
  ];
}

/** One rule for each resource. */
function merged(all: readonly AccessRule[]): AccessRule[] {
  const same = Map.groupBy(all, ({ resource, name, isPrefix }) => `${resource} ${name} ${isPrefix}`);
  return [...same.values()].map((some) => ({
    ...some[0]!,
    operations: [...new Set(some.flatMap(({ operations }) => operations))],
  }));
}

/** Rules of each service, and of `operators`: people at the command line, and jobs. */
export const rules: Readonly<Record<string, readonly AccessRule[]>> = {
  ...Object.fromEntries(SERVICES.map((service) => [service, merged(ofService(service))])),
  operators: merged(ofOperators()),
};
