import { deadLetterTopic, STAGES, TOPICS, type TopicName } from '@leadline/contracts';
import type { AccessEntry } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

interface Need {
  readonly resource: 'topic' | 'group';
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
  ]),
];

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
