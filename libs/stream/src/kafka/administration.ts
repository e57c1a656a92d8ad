import type { AccessRule } from '@leadline/contracts';
import kafkajs, { type Admin } from 'kafkajs';
import type { AccessEntry, BrokersView, TopicView } from '../port.ts';
import type { LogReader } from './log-reader.ts';

// Of these Node's look into a CommonJS module sees no names.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ConfigResourceTypes, ResourcePatternTypes } =
  kafkajs;

/** Topics as they are; those that do not exist are left out. */
export async function topicsOf(admin: Admin, names: readonly string[]): Promise<readonly TopicView[]> {
  const all = new Set(await admin.listTopics());
  const topics = names.filter((name) => all.has(name));
  if (topics.length === 0) return [];
  const { topics: described } = await admin.fetchTopicMetadata({ topics });
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: topics.map((name) => ({ type: ConfigResourceTypes.TOPIC, name })),
  });
  const configs = new Map(
    resources.map(({ resourceName, configEntries }) => [
      resourceName,
      Object.fromEntries(configEntries.map(({ configName, configValue }) => [configName, configValue])),
    ]),
  );
  return described.map(({ name, partitions }) => ({
    name,
    partitions: partitions.length,
    replicas: Math.min(...partitions.map(({ replicas }) => replicas.length)),
    inSync: Math.min(...partitions.map(({ isr }) => isr.length)),
    config: configs.get(name) ?? {},
  }));
}

/** Kafka without an authorizer, or one that we may not ask. */
const CLOSED = new Set<unknown>(['SECURITY_DISABLED', 'CLUSTER_AUTHORIZATION_FAILED']);

/** Every access list; null where Kafka keeps none, or does not show them to us. */
export async function accessOf(admin: Admin): Promise<readonly AccessEntry[] | null> {
  try {
    const { resources } = await admin.describeAcls({
      resourceType: AclResourceTypes.ANY,
      resourcePatternType: ResourcePatternTypes.ANY,
      operation: AclOperationTypes.ANY,
      permissionType: AclPermissionTypes.ANY,
    });
    return resources.flatMap(({ resourceType, resourceName, resourcePatternType, acls }) =>
      acls.map(({ principal, operation, permissionType }) => ({
        resource: nameIn(AclResourceTypes, resourceType),
        name: resourceName,
        isPrefix: resourcePatternType === ResourcePatternTypes.PREFIXED,
        principal,
        operation: nameIn(AclOperationTypes, operation),
        isAllowed: permissionType === AclPermissionTypes.ALLOW,
      })),
    );
  } catch (error) {
    if (isClosed(error)) return null;
    throw error;
  }
}

const isClosed = (error: unknown): boolean =>
  error instanceof Error && (('type' in error && CLOSED.has(error.type)) || isClosed(error.cause));

const KINDS = {
  topic: AclResourceTypes.TOPIC,
  group: AclResourceTypes.GROUP,
  transactional_id: AclResourceTypes.TRANSACTIONAL_ID,
  cluster: AclResourceTypes.CLUSTER,
} as const satisfies Readonly<Record<AccessRule['resource'], number>>;
const OPERATIONS = {
  read: AclOperationTypes.READ,
  write: AclOperationTypes.WRITE,
  describe: AclOperationTypes.DESCRIBE,
  describe_configs: AclOperationTypes.DESCRIBE_CONFIGS,
  idempotent_write: AclOperationTypes.IDEMPOTENT_WRITE,
} as const satisfies Readonly<Record<AccessRule['operations'][number], number>>;

/** Entries of the access lists for a user, from any host. */
export async function grant(admin: Admin, user: string, rules: readonly AccessRule[]): Promise<void> {
  await admin.createAcls({
    acl: rules.flatMap(({ resource, name, isPrefix, operations }) =>
      operations.map((operation) => ({
        resourceType: KINDS[resource],
        resourceName: name,
        resourcePatternType: isPrefix ? ResourcePatternTypes.PREFIXED : ResourcePatternTypes.LITERAL,
        principal: `User:${user}`,
        host: '*',
        operation: OPERATIONS[operation],
        permissionType: AclPermissionTypes.ALLOW,
      })),
    ),
  });
}

const nameIn = (names: object, value: number): string =>
  (Object.entries(names).find(([, one]) => one === value)?.[0] ?? String(value)).toLowerCase();

/** What kafkajs 2.2.4 speaks at most: a broker that has dropped these versions cannot be talked to. */
const OURS = [
  { request: 'Produce', key: 0, ours: 7 },
  { request: 'Fetch', key: 1, ours: 11 },
  { request: 'ListOffsets', key: 2, ours: 3 },
  { request: 'Metadata', key: 3, ours: 6 },
  { request: 'OffsetCommit', key: 8, ours: 5 },
  { request: 'OffsetFetch', key: 9, ours: 4 },
  { request: 'FindCoordinator', key: 10, ours: 2 },
  { request: 'JoinGroup', key: 11, ours: 5 },
  { request: 'InitProducerId', key: 22, ours: 1 },
  { request: 'AddPartitionsToTxn', key: 24, ours: 1 },
  { request: 'EndTxn', key: 26, ours: 1 },
  { request: 'TxnOffsetCommit', key: 28, ours: 1 },
] as const;

export async function brokersOf(
  admin: Admin,
  { versions }: Pick<LogReader, 'versions'>,
): Promise<BrokersView> {
  const { brokers } = await admin.describeCluster();
  return {
    brokers: brokers.map(({ host, port }) => `${host}:${port}`),
    speaks: OURS.map(({ request, key, ours }) => {
      const { minVersion = -1, maxVersion = -1 } = versions[key] ?? {};
      return { request, from: minVersion, to: maxVersion, ours };
    }),
  };
}
