import { setTimeout as pause } from 'node:timers/promises';
import { settle } from '@leadline/stream';
import { now } from '../arrivals.ts';
import { postAll } from '../http.ts';
import { HOPS } from '../pipeline.ts';
import type { Ground } from '../site.ts';
import { leadOf, type Team, teamsOf } from '../workload.ts';

/** Over so many workspaces leads flow. */
const WORKSPACES = 8;
const SLICE = 250;
/** Records that may wait before all stages together: enough that each has something in hand. */
const BACKLOG = 1_000n;
const LOOK_MS = 100;
const PATIENCE = { timeoutMs: 600_000, pollMs: 50 };

/** Leads that flow to one intake, which may change. One flow at a time. */
export class Load {
  readonly #client: Ground['client'];
  readonly #team: Team;
  #intake: string;
  #slice: Promise<unknown> = Promise.resolve();
  #sent = 0;

  private constructor(client: Ground['client'], team: Team, intake: string) {
    this.#client = client;
    this.#team = team;
    this.#intake = intake;
  }

  /** Makes intake know the reps. They have no address, so that each lead is one mail. */
  static async open(client: Ground['client'], intake: string): Promise<Load> {
    const team = teamsOf(WORKSPACES);
    await postAll(
      `${intake}/v1/reps`,
      team.reps.map((rep) => ({ ...rep, email: undefined })),
    );
    return new Load(client, team, intake);
  }

  /** Leads so far. */
  get sent(): number {
    return this.#sent;
  }

  /** From now on to another intake; resolves when the former one has nothing more to answer. */
  async moveTo(intake: string): Promise<void> {
    this.#intake = intake;
    await this.#slice;
  }

  /** Sends, no faster than they are routed, until `work` has ended. */
  async during(work: () => Promise<void>): Promise<void> {
    const over = new AbortController();
    const flowing = this.#flow(over.signal);
    try {
      await work();
    } finally {
      over.abort();
      await flowing;
    }
  }

  /** Resolves when so many more have been sent. Only while leads flow. */
  async passed(leads: number): Promise<void> {
    for (const enough = this.#sent + leads; this.#sent < enough;) await pause(LOOK_MS);
  }

  /** Leads a second, from the first one sent until all are assigned. */
  async rateOf(leads: number): Promise<number> {
    const began = now();
    for (let left = leads; left > 0; left -= SLICE) await this.#send(Math.min(SLICE, left));
    await this.#assigned();
    return (leads * 1_000) / (now() - began);
  }

  /** Sends all leads from the n-th on once more, as they were; resolves when they are assigned. */
  async repeat(from: number): Promise<void> {
    await this.#post(from, this.#sent - from);
    await this.#assigned();
  }

  async #assigned(): Promise<void> {
    for (const [group, topic] of HOPS) {
      if (group === 'outreach') break;
      await settle(this.#client, group, [topic], PATIENCE);
    }
  }

  async #flow(over: AbortSignal): Promise<void> {
    while (!over.aborted) {
      await this.#send(SLICE);
      while (!over.aborted && (await this.#backlog()) > BACKLOG) await pause(LOOK_MS);
    }
  }

  async #send(count: number): Promise<void> {
    const from = this.#sent;
    this.#sent += count;
    this.#slice = this.#post(from, count);
    await this.#slice;
  }

  async #post(from: number, count: number): Promise<void> {
    const bodies = Array.from({ length: count }, (_, index) =>
      leadOf('drill', from + index, this.#team.workspaces),
    );
    await postAll(`${this.#intake}/v1/leads`, bodies);
  }

  async #backlog(): Promise<bigint> {
    let waiting = 0n;
    for (const [group, topic] of HOPS)
      for (const { end, committed } of await this.#client.lag(group, [topic])) waiting += end - committed;
    return waiting;
  }
}
