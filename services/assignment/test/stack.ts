import { randomUUID } from 'node:crypto';
import {
  type Codec,
  createCodec,
  type DecodedRecord,
  type RecordName,
  type Records,
  registerSchemas,
  sha256,
  type TopicName,
  topicSpecs,
} from '@leadline/contracts';
import { foldLedger, type LogEvent } from '@leadline/domain';
import { connectLive, type LiveConnection, readLoads } from '@leadline/live';
import { zoneOffsets } from '@leadline/reference';
import { connectKafka, type StreamClient, type StreamProducer } from '@leadline/stream';
import { prefixedClient, until } from '@leadline/testkit';
import { redisLoads } from '../src/adapters/redis-loads.ts';
import type { AssignmentParts } from '../src/stage.ts';
import { context, type Scene } from './events.ts';
import { emitOf } from './emit.ts';

/** Where a suite works: topics of its own on the shared broker, a database of its own in the shared Redis. */
export interface Place {
  readonly prefix: string;
  readonly redis: string;
}

/** A place for one suite; suites that run at the same time need different databases. */
export function place(database: number): Place {
  const redis = new URL(process.env['LEADLINE_REDIS'] ?? 'redis://127.0.0.1:6379');
  redis.pathname = `/${database}`;
  return { prefix: `t${randomUUID().slice(0, 8)}.`, redis: redis.href };
}

const OWN = /^assignment|^lead\.(assigned|waiting|settled|status)$/;

/** The real stack as assignment and its neighbours see it. */
export class Stack {
  readonly live: LiveConnection;
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly producer: StreamProducer;

  private constructor(client: StreamClient, codec: Codec, producer: StreamProducer, live: LiveConnection) {
    this.client = client;
    this.codec = codec;
    this.producer = producer;
    this.live = live;
  }

  static async open({ prefix, redis }: Place): Promise<Stack> {
    const { LEADLINE_KAFKA: brokers = '', LEADLINE_REGISTRY: registryUrl = '' } = process.env;
    const client = prefixedClient(await connectKafka({ brokers, clientId: 'assignment-test' }), prefix);
    await client.ensureTopics(topicSpecs().filter(({ name }) => OWN.test(name)));
    await registerSchemas({ registryUrl });
    const live = await connectLive(redis, { timeoutMs: 250 });
    return new Stack(client, createCodec({ registryUrl }), await client.producer(), live);
  }

  get parts(): AssignmentParts {
    return {
      client: this.client,
      codec: this.codec,
      producer: this.producer,
      store: redisLoads(this.live, { warn: () => {} }),
      sha256,
      zone: (name) => shiftedZone(name) ?? zoneOffsets(name),
      now: Date.now,
      owner: `test/${process.pid}`,
      alarm: (partition, trouble) =>
        trouble && process.stderr.write(`partition ${partition}: ${trouble.message}\n`),
      maxChunk: 200,
    };
  }

  async send(...events: readonly LogEvent[]): Promise<void> {
    const records = events.map((event) => this.codec.encode(emitOf(event), context(event), 'test'));
    await this.producer.send(await Promise.all(records));
  }

  /** Everything of one kind that a topic holds (about one workspace), in the order of its log. */
  async rows<R extends RecordName>(topic: TopicName, record: R, scene?: Scene): Promise<Records[R][]> {
    const found: Records[R][] = [];
    for await (const batch of this.client.read({ topic }))
      for (const { value } of batch) {
        const decoded = value === null ? null : await this.codec.decode(value, topic);
        if (decoded?.record === record && (scene === undefined || isOf(decoded, scene)))
          found.push(decoded.value as Records[R]);
      }
    return found;
  }

  /** All of `assignment.in` is folded and committed. */
  async settled(): Promise<void> {
    await until('the log is folded', async () => {
      const lags = await this.client.lag('assignment', ['assignment.in']);
      return lags.every(({ committed, end }) => committed >= end);
    });
  }

  /** Open leads per rep: by the ledger, and as Redis shows them. */
  async loads(scene: Scene): Promise<{ ledger: Map<string, number>; live: Map<string, number> | null }> {
    const ledger = foldLedger(await this.rows('assignment.ledger', 'LedgerEntry', scene));
    return { ledger, live: await this.liveLoads(scene) };
  }

  /** Open leads per rep as Redis shows them; null while it does not answer. */
  async liveLoads(scene: Scene): Promise<Map<string, number> | null> {
    const live = new Map<string, number>();
    for (const partition of (await this.client.endOffsets('assignment.in')).keys()) {
      const view = await readLoads(this.live, partition);
      if (view === 'unavailable') return null;
      for (const row of view?.rows ?? [])
        if (row.tenant === scene.tenant && row.workspace === scene.workspace) live.set(row.repId, row.open);
    }
    return live;
  }

  async close(): Promise<void> {
    await this.live.run((redis) => redis.flushDb());
    this.live.close();
    await this.client.close();
  }
}

function isOf({ value }: DecodedRecord, { tenant, workspace }: Scene): boolean {
  return 'workspace' in value && value.workspace === workspace && value.tenant === tenant;
}

/** Zones of tests: `Shifted/<ms>` is so far east of UTC. So a shift can begin at any time, not only at full minutes. */
function shiftedZone(name: string) {
  const [area, ms] = name.split('/');
  return area === 'Shifted' ? { untils: [Infinity], offsets: [Number(ms) / 60_000] } : null;
}

/** A workspace that nobody else knows. */
export function freshScene(): Scene {
  return { tenant: 'default', workspace: `sales-${randomUUID()}`, at: Date.now() };
}
