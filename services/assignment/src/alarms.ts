interface Log {
  fatal(fields: object, message: string): void;
  info(fields: object, message: string): void;
}

/** Which partitions are in trouble. Logged when it begins and when it ends, shown by /health/ready meanwhile. */
export class Alarms {
  readonly #log: Log;
  readonly #troubles = new Map<number, Error>();

  constructor(log: Log) {
    this.#log = log;
  }

  set(partition: number, trouble: Error | null): void {
    const before = this.#troubles.get(partition);
    if (trouble === null) this.#troubles.delete(partition);
    else this.#troubles.set(partition, trouble);
    if (trouble !== null && trouble.message !== before?.message)
      this.#log.fatal({ partition, err: trouble }, 'the log of a partition stands still');
    if (trouble === null && before !== undefined)
      this.#log.info({ partition }, 'the log of a partition goes on');
  }

  unhealthy(): string | null {
    const lines = [...this.#troubles].map(([partition, { message }]) => `partition ${partition}: ${message}`);
    return lines.length === 0 ? null : lines.join('; ');
  }
}
