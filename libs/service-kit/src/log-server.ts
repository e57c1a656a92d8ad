import type { ExactlyOnceOptions, Running, StreamClient } from '@leadline/stream';
import type { CustomTransportStrategy } from '@nestjs/microservices';

/** Nest's view of an exactly-once log: `listen` starts its owner, `close` drains it. */
export class LogServer implements CustomTransportStrategy {
  readonly #stream: StreamClient;
  readonly #options: ExactlyOnceOptions;
  #running: Running | null = null;

  constructor(stream: StreamClient, options: ExactlyOnceOptions) {
    this.#stream = stream;
    this.#options = options;
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      this.#running = await this.#stream.runExactlyOnce(this.#options);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  async close(): Promise<void> {
    await this.#running?.stop();
  }

  /** Health and death of the runner. Throws before `listen`. */
  unwrap(): Running {
    if (this.#running === null) throw new Error('The log is not running yet.');
    return this.#running;
  }
}
