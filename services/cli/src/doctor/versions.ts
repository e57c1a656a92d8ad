import type { RedisView } from '@leadline/live';
import type { BrokersView } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

/** The Node that Leadline is built for and tested with. */
const NODE = 24;
const REDIS: readonly [major: number, minor: number] = [6, 2];

/** `version`: as `process.version` has it. */
export function judgeNode(version: string): readonly Finding[] {
  const major = Number(/^v(\d+)/.exec(version)?.[1]);
  return major >= NODE
    ? []
    : [finding('LEADLINE_VERSION_OLD', 'Node', `This is Node ${version}, and Leadline is made for ${NODE}.`)];
}

/** Brokers that no longer, or not yet, answer what our client asks. */
export function judgeBrokers({ speaks }: BrokersView): readonly Finding[] {
  return speaks
    .filter(({ from, to, ours }) => to < 0 || from > ours)
    .map(({ request, from, to, ours }) => {
      const answered = to < 0 ? 'not at all' : `in versions ${from} to ${to}`;
      return finding(
        'LEADLINE_VERSION_OLD',
        'Kafka',
        `Kafka answers ${request} ${answered}, and this release asks in version ${ours} at most.`,
      );
    });
}

export function judgeRedis({ version, policy }: RedisView): readonly Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < REDIS[0] || (major === REDIS[0] && minor < REDIS[1]);
  return [
    ...(isOld
      ? [finding('LEADLINE_VERSION_OLD', 'Redis', `This is Redis ${version}; needed is ${REDIS.join('.')}.`)]
      : []),
    ...(policy === 'noeviction'
      ? []
      : [finding('LEADLINE_REDIS_EVICTS', 'Redis', `Redis has maxmemory-policy ${policy || 'unknown'}.`)]),
  ];
}
