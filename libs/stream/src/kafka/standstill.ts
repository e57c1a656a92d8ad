/** Failures of the same chunk after which its partition counts as standing still. About half a minute of trying. */
const MANY = 10;

interface Trouble {
  readonly offset: bigint;
  failures: number;
  reason: string;
}

/** Which partitions fail at the same offset again and again: they are tried for ever, but not in silence. */
export class Standstill {
  readonly #troubles = new Map<number, Trouble>();

  /** Counts a failure of the chunk that begins at `offset`. True when it is time to raise the alarm, again and again. */
  failed(partition: number, offset: bigint, reason: string): boolean {
    const before = this.#troubles.get(partition);
    const trouble = before?.offset === offset ? before : { offset, failures: 0, reason };
    trouble.failures += 1;
    trouble.reason = reason;
    this.#troubles.set(partition, trouble);
    return trouble.failures % MANY === 0;
  }

  /** The partition has moved on, or is no longer ours. */
  over(partition: number): void {
    this.#troubles.delete(partition);
  }

  unhealthy(): string | null {
    const lines = [...this.#troubles]
      .filter(([, { failures }]) => failures >= MANY)
      .map(
        ([partition, { offset, failures, reason }]) =>
          `partition ${partition} stands still at offset ${offset} after ${failures} failures: ${reason}`,
      );
    return lines.length === 0 ? null : lines.join('; ');
  }
}
