import { ACCESS } from './generated/access.ts';

/** What a user of Kafka may do with one resource: an entry of an access list, without the user. */
export interface AccessRule {
  readonly resource: 'topic' | 'group' | 'transactional_id' | 'cluster';
  /** `kafka-cluster` for the cluster. */
  readonly name: string;
  /** Whether the rule is about everything whose name begins so. */
  readonly isPrefix: boolean;
  readonly operations: readonly ('read' | 'write' | 'describe' | 'describe_configs' | 'idempotent_write')[];
}

/** Who is to have a user of its own at Kafka: each service, and `operators` for people and jobs. */
export type KafkaUser = keyof typeof ACCESS;
export const KAFKA_USERS = Object.keys(ACCESS) as readonly KafkaUser[];

/** The least that one of them needs, out of schemas/topics.yaml. */
export const accessOf = (user: KafkaUser): readonly AccessRule[] => ACCESS[user];
