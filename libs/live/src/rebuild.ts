import { randomUUID } from 'node:crypto';
import { type LiveConnection, UNAVAILABLE, type Unavailable } from './connection.ts';
import { isReady, MARKERS, type ModelPart } from './lead-keys.ts';

/** Whether a part of the read model is whole: not being built again from its topics. What it does not know is unknown only then. */
export async function isWhole(live: LiveConnection, part: ModelPart): Promise<boolean | Unavailable> {
  const marker = await live.run((redis) => redis.get(MARKERS[part]));
  return marker === UNAVAILABLE ? UNAVAILABLE : isReady(marker);
}

/**
 * Whether a part of the read model must be built again from its topics. Ask when caught up. Each instance that projects rewinds
 * once per loss; a crash amidst the rebuild leaves the marker on `rebuilding`, so that it starts over.
 */
export class RebuildWatch {
  readonly #marker: string;
  #known: string | null = null;

  constructor(part: ModelPart) {
    this.#marker = MARKERS[part];
  }

  async check(live: LiveConnection): Promise<'ok' | 'rewind'> {
    const fresh = `rebuilding ${randomUUID()}`;
    const held = await live.run((redis) => redis.set(this.#marker, fresh, { condition: 'NX', GET: true }));
    if (held === UNAVAILABLE) return 'ok';
    const marker = held ?? fresh;
    const [phase, id] = marker.split(' ');
    const known = this.#known;
    this.#known = id ?? null;
    if (known === id) return phase === 'rebuilding' ? this.#finish(live, marker) : 'ok';
    return known === null && phase === 'ready' ? 'ok' : 'rewind';
  }

  async #finish(live: LiveConnection, marker: string): Promise<'ok'> {
    await live.run((redis) =>
      redis.set(this.#marker, marker.replace('rebuilding', 'ready'), { condition: 'XX' }),
    );
    return 'ok';
  }
}
