/** When a record came, and with which API key. */
interface Came {
  /** The writer's clock, on the log of a workspace the broker's; epoch ms. */
  readonly at: number;
  /** Null: without one, or on behalf of a stage that has sent it on. */
  readonly key: string | null;
}

/**
 * Each once, where it stood first. Of several copies of one id that which came with a key, as what a stage sends on has none;
 * else the first. Id null: it has none, and is no copy.
 */
export function originalsOf<T extends Came>(
  copies: readonly (readonly [id: string | null, T])[],
): readonly T[] {
  const originals = new Map<string | symbol, T>();
  for (const [id, copy] of copies) {
    const place = id ?? Symbol('no id');
    const known = originals.get(place);
    if (known === undefined || comesBefore(copy, known)) originals.set(place, copy);
  }
  return [...originals.values()];
}

const comesBefore = (a: Came, b: Came): boolean =>
  (a.key === null) === (b.key === null) ? a.at < b.at : a.key !== null;
