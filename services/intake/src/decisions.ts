import { type Codec, LeadlineError, type RecordOf, type Records } from '@leadline/contracts';
import { explainDecision, type Explanation, modelAuthor, type ModelRelease } from '@leadline/domain';
import {
  isWhole,
  type LiveConnection,
  type LogPlace,
  readContents,
  readDecision,
  UNAVAILABLE,
} from '@leadline/live';
import { isTransient, type StreamClient } from '@leadline/stream';

interface Parts {
  readonly live: LiveConnection;
  readonly client: Pick<StreamClient, 'read' | 'endOffsets'>;
  readonly codec: Pick<Codec, 'decode'>;
}

const TOPIC = 'assignment.decision';
const RELEASES = 'model.released';
type OnTopic = RecordOf<typeof TOPIC>;
/** Where each partition of the topic ends. */
type Ends = ReadonlyMap<number, bigint>;

/** An explanation decides again some hundred times, on the event loop that takes leads in. */
const AT_ONCE = 2;

/**
 * Explains the latest decision about a lead. What it saw stays in the log: at most five records are read by their place, however
 * many decisions there are, and the releases of models.
 */
export class Decisions {
  readonly #parts: Parts;
  #running = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * `everyRep`: the words name every single rep. @throws LeadlineError LEADLINE_LEAD_UNKNOWN, LEADLINE_DECISION_UNKNOWN,
   * LEADLINE_REDIS_UNAVAILABLE, LEADLINE_INTAKE_OVERLOADED
   */
  async explain(tenant: string, leadId: string, everyRep: boolean): Promise<Explanation> {
    if (this.#running >= AT_ONCE) {
      const message = `${AT_ONCE} explanations are in work here already.`;
      throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', message);
    }
    this.#running += 1;
    try {
      return await this.#explain(tenant, leadId, everyRep);
    } catch (error) {
      if (!isTransient(error)) throw error;
      const message = 'The decision cannot be read from Kafka now.';
      throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', message, { cause: error });
    } finally {
      this.#running -= 1;
    }
  }

  async #explain(tenant: string, leadId: string, everyRep: boolean): Promise<Explanation> {
    const place = await readDecision(this.#parts.live, tenant, leadId);
    if (place === UNAVAILABLE) throw unreadable();
    if (place === undefined) {
      await this.#mustBeWhole('leads');
      throw new LeadlineError('LEADLINE_LEAD_UNKNOWN', 'No lead has this id.', { where: 'id' });
    }
    if (place === null) await this.#mustBeWhole('decisions');
    const ends = await this.#parts.client.endOffsets(TOPIC);
    const found = place && (await this.#read(place, ends, 'DecisionRecorded', leadId));
    if (found === null) {
      const message = 'Nothing was decided about this lead yet, or it is no longer kept.';
      throw new LeadlineError('LEADLINE_DECISION_UNKNOWN', message, { where: 'id' });
    }
    const { value: decided, at } = found;
    const [contents, releases] = await Promise.all([
      this.#contents(tenant, decided, ends),
      this.#releases(at),
    ]);
    const model = modelAuthor(releases, tenant, decided.modelVersion);
    return explainDecision(decided, (hash) => contents.get(hash), everyRep, model);
  }

  /** Releases of models up to then, each by its writer's clock, epoch ms: few, as they are made by hand. */
  async #releases(until: number): Promise<readonly ModelRelease[]> {
    const { client, codec } = this.#parts;
    const releases: ModelRelease[] = [];
    for await (const batch of client.read({ topic: RELEASES }))
      for (const { value, timestamp } of batch) {
        if (value === null || timestamp > until) continue;
        releases.push((await codec.decode(value, RELEASES)).value as Records['ModelReleased']);
      }
    return releases;
  }

  /** Bodies by hash; what is no longer kept is missing. */
  async #contents(
    tenant: string,
    { capsule, provenance }: Records['DecisionRecorded'],
    ends: Ends,
  ): Promise<ReadonlyMap<string, string>> {
    const { policy, roster, prices } = JSON.parse(capsule) as Readonly<Record<string, string | null>>;
    const hashes = [policy, roster, prices, provenance].filter((hash) => typeof hash === 'string');
    const places = await readContents(this.#parts.live, tenant, hashes);
    if (places === UNAVAILABLE) throw unreadable();
    if (places.includes(null)) await this.#mustBeWhole('decisions');
    const rows = await Promise.all(
      hashes.flatMap((hash, index) => {
        const place = places[index] ?? null;
        return place === null ? [] : [this.#read(place, ends, 'ContentStored', hash)];
      }),
    );
    return new Map(rows.flatMap((row) => (row === null ? [] : [[row.value.hash, row.value.body]])));
  }

  /** What Redis does not know is unknown only where nothing is being built again. */
  async #mustBeWhole(part: 'leads' | 'decisions'): Promise<void> {
    if ((await isWhole(this.#parts.live, part)) === true) return;
    throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'Where decisions lie is being built again.');
  }

  /** The record at a place, and when it was written (the writer's clock, epoch ms); null: it has passed its retention, or lay on a log that is lost. */
  async #read<R extends OnTopic>(
    place: LogPlace,
    ends: Ends,
    wanted: R,
    key: string,
  ): Promise<{ readonly value: Records[R]; readonly at: number } | null> {
    const { client, codec } = this.#parts;
    const { partition, offset } = place;
    // Kafka restored from a copy, say, with a Redis that knows more: nothing would come from there.
    if (offset >= (ends.get(partition) ?? 0n)) return null;
    const [from, to] = [new Map([[partition, offset]]), new Map([[partition, offset + 1n]])];
    for await (const batch of client.read({ topic: TOPIC, partitions: [partition], from, to }))
      for (const row of batch) {
        if (row.key !== key || row.value === null) continue;
        const { record, value } = await codec.decode(row.value, TOPIC);
        if (record === wanted) return { value: value as Records[R], at: row.timestamp };
      }
    return null;
  }
}

const unreadable = () =>
  new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'Where decisions lie cannot be read now.');
