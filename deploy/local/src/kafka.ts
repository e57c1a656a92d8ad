import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { BareProcess } from './bare-process.ts';
import { cached, type Artefact } from './download.ts';
import { kafkaAnswers } from './health.ts';
import { mavenJars, requireJava } from './java.ts';
import type { Ground } from './ground.ts';
import type { Resource } from './resource.ts';
import { run } from './run.ts';
import { scramUsers, securedListeners } from './secured/listeners.ts';
import type { Security } from './secured/security.ts';

const VERSION = '4.3.1';

const KAFKA: Artefact = {
  name: `kafka-${VERSION}`,
  megabytes: 54,
  digests: ['d20f9113cb0a550df9533c88650c44d99a14b944d91b0f6042fcbd5750e033e5'],
  download: (into) =>
    mavenJars(
      [
        `org.apache.kafka:kafka_2.13:${VERSION}`,
        `org.apache.kafka:kafka-tools:${VERSION}`,
        'org.apache.logging.log4j:log4j-slf4j-impl:2.25.4',
      ],
      into,
    ),
};

/** Folder with Kafka and its tools, downloaded once per machine. */
export const kafkaJars = (say: Ground['say'] = () => undefined): Promise<string> => cached(KAFKA, say);

/** Settings of the broker, for a process and for a container alike: one node, so one replica; fast group joins for tests. */
export const KAFKA_SETTINGS: Readonly<Record<string, string | number>> = {
  'process.roles': 'broker,controller',
  'node.id': 1,
  'controller.listener.names': 'CONTROLLER',
  'inter.broker.listener.name': 'PLAINTEXT',
  'auto.create.topics.enable': 'false',
  'default.replication.factor': 1,
  'min.insync.replicas': 1,
  'offsets.topic.replication.factor': 1,
  'offsets.topic.num.partitions': 10,
  'offsets.retention.minutes': 43_200,
  'transaction.state.log.replication.factor': 1,
  'transaction.state.log.min.isr': 1,
  'transaction.state.log.num.partitions': 10,
  'transaction.abort.timed.out.transaction.cleanup.interval.ms': 1000,
  'share.coordinator.state.topic.replication.factor': 1,
  'share.coordinator.state.topic.min.isr': 1,
  // A broker that was killed may come back when its old session is over.
  'broker.session.timeout.ms': 3000,
  'broker.heartbeat.interval.ms': 500,
  'group.initial.rebalance.delay.ms': 0,
};

const HEAP = ['-Xmx768m', '-Xms256m'];
const BRIEF = '-XX:TieredStopAtLevel=1';
const LASTING = '-XX:+UseSerialGC';

/**
 * How the broker's Java runs. Most local brokers live for minutes, of which the second compiler would take a fifth of a core; one
 * that is measured compiles as in production, and lets leads through in a third of the time once it is warm.
 */
const kafkaJvm = ({ lasting }: Pick<Ground, 'lasting'>): readonly string[] => [
  ...HEAP,
  lasting ? LASTING : BRIEF,
];

/** The same for Kafka's own start script, which names another collector unless it is told: Java takes one alone. */
export const kafkaVariables = ({ lasting }: Pick<Ground, 'lasting'>): Readonly<Record<string, string>> =>
  lasting
    ? { KAFKA_HEAP_OPTS: HEAP.join(' '), KAFKA_JVM_PERFORMANCE_OPTS: LASTING }
    : { KAFKA_HEAP_OPTS: [...HEAP, BRIEF].join(' ') };

/** How a broker listens, and how it is asked whether it is well. */
interface Listening {
  readonly address: string;
  readonly settings: Readonly<Record<string, string | number>>;
  /** More arguments for the format of its storage. */
  readonly users: readonly string[];
  readonly healthy: () => Promise<boolean>;
}

/** Kafka as a process: one node that is broker and controller, its data in the stack's folder. */
export async function kafkaProcess(ground: Ground): Promise<Resource> {
  const { folder, port, say, watchdog, security } = ground;
  await requireJava();
  const jars = await kafkaJars(say);
  const home = join(folder, 'kafka');
  await mkdir(home);
  const listening = await (security === null ? openly(port) : securely(port, security));
  const { address, settings, users, healthy } = listening;
  await writeFile(join(home, 'server.properties'), propertiesOf(join(home, 'data'), settings));
  await writeFile(join(home, 'log4j2.properties'), QUIET_LOG);
  const classPath = ['-cp', join(jars, '*'), `-Dlog4j2.configurationFile=${join(home, 'log4j2.properties')}`];
  await format(classPath, home, users);
  return new BareProcess(
    {
      name: 'kafka',
      address,
      command: 'java',
      args: [...kafkaJvm(ground), ...classPath, 'kafka.Kafka', join(home, 'server.properties')],
      log: join(folder, 'kafka.log'),
      healthy,
    },
    watchdog,
  );
}

async function openly(port: Ground['port']): Promise<Listening> {
  const [broker, controller] = [await port(), await port()];
  const address = `127.0.0.1:${broker}`;
  const settings = {
    listeners: `PLAINTEXT://${address},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://${address}`,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
  };
  return { address, settings, users: [], healthy: () => kafkaAnswers(address) };
}

async function securely(port: Ground['port'], security: Security): Promise<Listening> {
  const { files, ca, client, mechanisms } = security;
  const mutual = security.mutualPorts.kafka;
  const inside = { clients: await port(), mutual, controller: await port() };
  return {
    address: `127.0.0.1:${inside.clients}`,
    settings: securedListeners({ host: '127.0.0.1', inside, outside: inside, files, mechanisms }),
    users: scramUsers(security).flatMap((user) => ['--add-scram', user]),
    healthy: () => kafkaAnswers(`127.0.0.1:${mutual}`, { ca, ...client }),
  };
}

async function format(classPath: readonly string[], home: string, users: readonly string[]): Promise<void> {
  const id = Buffer.from(randomUUID().replaceAll('-', ''), 'hex').toString('base64url');
  // One word, as an id may begin with a hyphen.
  const named = `--cluster-id=${id}`;
  const tool = ['kafka.tools.StorageTool', 'format', named, '-c', join(home, 'server.properties'), ...users];
  const { code, output } = await run('java', ['-XX:TieredStopAtLevel=1', ...classPath, ...tool]);
  if (code !== 0) {
    throw new LeadlineError('LEADLINE_STACK_UNHEALTHY', `Kafka cannot format its storage:\n${output}`);
  }
}

/** The text of a `server.properties`. */
export function propertiesOf(data: string, listening: Listening['settings']): string {
  return Object.entries({ ...KAFKA_SETTINGS, ...listening, 'log.dirs': data })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

const QUIET_LOG = `status=error
appender.out.type=Console
appender.out.name=out
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d %p %c{1} %m%n
rootLogger.level=warn
rootLogger.appenderRef.out.ref=out
`;
