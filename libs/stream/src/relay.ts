import type { Outcome, OutRecord, StreamRecord } from './port.ts';

/** Says of a record that this stage has had it already, in the process that wrote it. */
const PASSED_ON = 'leadline-passed-on';

/** What a batch has given rise to, in this stage and those behind it in the same process. */
export interface Work {
  readonly outputs: readonly OutRecord[];
  /** To be called once, with what became of the outputs. */
  readonly end: (outcome: Outcome) => void;
}

/** A stage that takes records from another one of its process. */
export interface Next {
  readonly name: string;
  /** Does all but send. Null: these records must go over their topic. Never rejects. */
  pass(records: readonly StreamRecord[], signal: AbortSignal): Promise<Work | null>;
}

/**
 * Hands the outputs of a stage to the next one of the same process in memory. They are written to their topic all the same,
 * for audit, and marked, so that the next stage's consumer group passes over them, in whatever process. No guarantee is
 * lost: the input is committed when the outputs of all stages are acknowledged, and what a stage cannot take at once (it
 * fails, or is about to stop) goes unmarked over its topic, where retries and dead letters are.
 */
export class Relay {
  readonly #next = new Map<string, Next>();

  /** From now on records of these topics may be passed to the stage. */
  join(topics: readonly string[], next: Next): void {
    for (const topic of topics) this.#next.set(topic, next);
  }

  leave(next: Next): void {
    for (const [topic, one] of this.#next) if (one === next) this.#next.delete(topic);
  }

  /** The outputs, marked where they were passed on, and what came of those. */
  async pass(outputs: readonly OutRecord[], signal: AbortSignal): Promise<Work> {
    const records: OutRecord[] = [];
    const works: Work[] = [];
    for (const [topic, some] of Map.groupBy(outputs, (output) => output.topic)) {
      const next = this.#next.get(topic);
      const work = (await next?.pass(some.map(asRead), signal)) ?? null;
      if (work !== null) works.push(work);
      records.push(
        ...(next === undefined || work === null ? some : some.map((one) => marked(one, next.name))),
      );
    }
    return {
      outputs: [...records, ...works.flatMap((work) => work.outputs)],
      end: (outcome) => works.forEach((work) => work.end(outcome)),
    };
  }
}

/** Whether this stage has had the record before it was written. */
export function isPassedOn({ headers }: Pick<StreamRecord, 'headers'>, stage: string): boolean {
  return headers[PASSED_ON] === stage;
}

const marked = (record: OutRecord, stage: string): OutRecord => ({
  ...record,
  headers: { ...record.headers, [PASSED_ON]: stage },
});

/** As if it came from its topic, where it will come to lie later. */
const asRead = ({ topic, key, value, headers = {} }: OutRecord): StreamRecord => ({
  topic,
  partition: -1,
  offset: -1n,
  key,
  value,
  headers,
  timestamp: Date.now(),
});
