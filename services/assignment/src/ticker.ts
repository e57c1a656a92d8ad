import { type Codec, eventIdOf } from '@leadline/contracts';
import { nextTimerAt, type WorkspaceState } from '@leadline/domain';
import type { StreamProducer } from '@leadline/stream';
import { STAGE } from './outputs.ts';

/**
 * The live clock: when a timer of a workspace is due, one `Ticked` is appended to the workspace's own log, and no further
 * one until that was folded. So timers fire at a place in the log, and a replay needs no clock.
 */
export class Ticker {
  readonly #producer: Pick<StreamProducer, 'send'>;
  readonly #codec: Codec;
  readonly #partition: number;
  /** Due times that a tick on the log already answers, by workspace. */
  readonly #asked = new Map<WorkspaceState, number>();

  constructor(producer: Pick<StreamProducer, 'send'>, codec: Codec, partition: number) {
    this.#producer = producer;
    this.#codec = codec;
    this.#partition = partition;
  }

  /** A tick of this workspace was folded: if its timer is still due, it may be asked for again. */
  folded(state: WorkspaceState): void {
    this.#asked.delete(state);
  }

  /** Appends the ticks that are due at `now`. Throws when Kafka is unavailable; then the next call tries again. */
  async tick(workspaces: Iterable<WorkspaceState>, now: number): Promise<void> {
    const due = [...workspaces].flatMap((state) => {
      const dueAt = nextTimerAt(state);
      return dueAt !== null && dueAt <= now && this.#asked.get(state) !== dueAt ? [{ state, dueAt }] : [];
    });
    if (due.length === 0) return;
    await this.#producer.send(await Promise.all(due.map(({ state, dueAt }) => this.#recordOf(state, dueAt))));
    for (const { state, dueAt } of due) this.#asked.set(state, dueAt);
  }

  #recordOf({ tenant, workspace }: WorkspaceState, dueAt: number) {
    const eventId = eventIdOf(tenant, 'tick', workspace, String(dueAt));
    const value = { eventId, tenant, workspace, dueAt };
    const context = { tenant, workspace, subject: null, traceparent: null };
    return this.#codec.encode(
      { topic: 'assignment.in', record: 'Ticked', key: workspace, value, partition: this.#partition },
      context,
      STAGE,
    );
  }
}
