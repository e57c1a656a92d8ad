import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';

/** An e-mail as the sink received it. */
export interface SinkMessage {
  /** 1, 2, 3 ... in the order of receipt. */
  readonly id: number;
  readonly from: string;
  readonly to: readonly string[];
  readonly replyTo: string | null;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string | null;
  /** Header lines by lower-case name; of repeated ones the last. */
  readonly headers: Readonly<Record<string, string>>;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
}

/** Messages in memory and, line by line, in a file, from which they come back after a restart. */
export class Messages {
  readonly #all: SinkMessage[] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const text = readFileSync(file, 'utf8');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    // A kill in the middle of a write leaves half a line of an e-mail that was never accepted.
    if (whole.length < text.length) writeFileSync(file, whole);
    for (const line of whole.split('\n').slice(0, -1)) this.#all.push(JSON.parse(line) as SinkMessage);
  }

  get count(): number {
    return this.#all.length;
  }

  /** The messages with a higher id. */
  since(id: number): readonly SinkMessage[] {
    return this.#all.slice(Math.max(0, id));
  }

  add(message: Omit<SinkMessage, 'id' | 'receivedAt'>): void {
    const kept = { id: this.count + 1, receivedAt: Date.now(), ...message };
    // In the file before the sender gets its answer: an accepted e-mail is never lost, as with a real server.
    appendFileSync(this.#file, `${JSON.stringify(kept)}\n`);
    this.#all.push(kept);
  }
}
