import { TOPICS, type TopicName, type TopicToCreate } from '@leadline/contracts';
import type { TopicView } from '@leadline/stream';
import { type Finding, finding } from './check.ts';

const DAY_MS = 86_400_000;

/** Topics against the table. */
export function judgeTopics(
  wanted: readonly TopicToCreate[],
  views: readonly TopicView[],
): readonly Finding[] {
  const byName = new Map(views.map((view) => [view.name, view]));
  return wanted.flatMap((spec) => {
    const view = byName.get(spec.name);
    if (view === undefined)
      return [finding('LEADLINE_TOPIC_MISSING', spec.name, `The topic ${spec.name} does not exist.`)];
    return [...partitionFindings(spec, view), ...configFindings(spec, view), ...copyFindings(view)];
  });
}

function partitionFindings({ name, partitions }: TopicToCreate, view: TopicView): readonly Finding[] {
  if (view.partitions === partitions) return [];
  const what = `${name} has ${view.partitions} partitions, and the table says ${partitions}.`;
  if (orderOf(name) !== 'key' || view.partitions > partitions)
    return [finding('LEADLINE_TOPIC_PARTITIONS', name, what)];
  const mend = `Keys of this topic keep no order among each other: add partitions with \`kafka-topics.sh --alter --topic ${name} --partitions ${partitions}\`, then restart the services that write it.`;
  return [finding('LEADLINE_TOPIC_PARTITIONS', name, what, mend)];
}

/** Dead letters and retries have no row in the table, and no order to keep. */
const orderOf = (name: string): string => (name in TOPICS ? TOPICS[name as TopicName].partitionBy : 'key');

function configFindings(spec: TopicToCreate, { config }: TopicView): readonly Finding[] {
  const retention = spec.compact || spec.retentionDays === null ? -1 : spec.retentionDays * DAY_MS;
  const wanted: Readonly<Record<string, string>> = {
    'cleanup.policy': spec.compact ? 'compact' : 'delete',
    'retention.ms': String(retention),
    'message.timestamp.type': spec.appendTime ? 'LogAppendTime' : 'CreateTime',
  };
  return Object.entries(wanted).flatMap(([setting, value]) => {
    const held = config[setting];
    // Not told: we may not ask for the settings of this topic.
    if (held === undefined || held === value) return [];
    const what = `${spec.name} has ${setting}=${shown(setting, held)}, and the table says ${shown(setting, value)}.`;
    const mend = `Run \`kafka-configs.sh --alter --entity-type topics --entity-name ${spec.name} --add-config ${setting}=${value}\`. What a shorter retention has deleted does not come back.`;
    return [finding('LEADLINE_TOPIC_CONFIG', spec.name, what, mend)];
  });
}

function shown(setting: string, value: string): string {
  if (setting !== 'retention.ms' || value === '-1') return value;
  return `${value} (${Number((Number(value) / DAY_MS).toFixed(2))} days)`;
}

function copyFindings({ name, replicas, inSync }: TopicView): readonly Finding[] {
  if (inSync >= replicas) return [];
  const what = `A partition of ${name} has ${inSync} of ${replicas} copies in sync.`;
  return [finding('LEADLINE_TOPIC_UNDERREPLICATED', name, what)];
}
