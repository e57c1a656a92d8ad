import {
  deadLetterTopic,
  RETRY_TIERS,
  retryTopic,
  STAGES,
  TOPICS,
  type TopicName,
} from '@leadline/contracts';
import type { AccessEntry } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

interface Seen {
  readonly seen: string;
  readonly findings: readonly Finding[];
}

interface Need {
  readonly resource: 'topic' | 'group' | 'transactional_id';
  readonly name: string;
  readonly operation: 'read' | 'write';
}

/** What some service has to be allowed. Who that is Kafka's administrator decides, so names of users are not asked for. */
const NEEDS: readonly Need[] = [
  ...(Object.keys(TOPICS) as TopicName[]).flatMap((name): readonly Need[] => [
    { resource: 'topic', name, operation: 'write' },
    { resource: 'topic', name, operation: 'read' },
  ]),
  ...STAGES.flatMap((stage): readonly Need[] => [
    { resource: 'group', name: stage, operation: 'read' },
    { resource: 'topic', name: deadLetterTopic(stage), operation: 'write' },
    ...RETRY_TIERS.flatMap((tier): readonly Need[] => [
      { resource: 'topic', name: retryTopic(stage, tier.name), operation: 'write' },
      { resource: 'topic', name: retryTopic(stage, tier.name), operation: 'read' },
    ]),
  ]),
  // Of each partition one; whoever may the first may the others, as ids are granted by their beginning.
  { resource: 'transactional_id', name: 'assignment.assignment.in.0', operation: 'write' },
];

/**
 * What there is to see of access lists. None at all (null: Kafka keeps none, or does not show them) tells of no fault: an
 * authorizer without a list lets nobody in but super users, and what services may is known elsewhere.
 */
export function lookAtAccess(entries: readonly AccessEntry[] | null): Seen {
  if (entries === null) return { seen: 'Kafka keeps no access lists, or does not show them', findings: [] };
  if (entries.length === 0) return { seen: 'no access lists, or a super user', findings: [] };
  return { seen: `${entries.length} entries`, findings: judgeAccess(entries) };
}

/** Kafka's access lists: does somebody have what each service needs, and does everybody have what they should not? */
export function judgeAccess(entries: readonly AccessEntry[]): readonly Finding[] {
  const missing = NEEDS.filter((need) => !entries.some((entry) => entry.isAllowed && grants(entry, need)));
  const wide = Object.keys(TOPICS).filter((name) =>
    entries.some(
      (entry) =>
        entry.isAllowed &&
        entry.principal === 'User:*' &&
        grants(entry, { resource: 'topic', name, operation: 'write' }),
    ),
  );
  return [
    ...missing.map(({ resource, name, operation }) =>
      finding('LEADLINE_ACCESS_MISSING', name, `Nobody may ${operation} the ${resource} ${name}.`),
    ),
    ...wide.map((name) => finding('LEADLINE_ACCESS_WIDE', name, `Everybody (User:*) may write ${name}.`)),
  ];
}

function grants(entry: AccessEntry, { resource, name, operation }: Need): boolean {
  const isNamed = entry.isPrefix ? name.startsWith(entry.name) : entry.name === name || entry.name === '*';
  return (
    entry.resource === resource && isNamed && (entry.operation === operation || entry.operation === 'all')
  );
}
