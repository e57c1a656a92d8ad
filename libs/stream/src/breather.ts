/**
 * Longest time for which a loop should keep the event loop from turning, ms. Heartbeats of a group are due every half second,
 * and a member that is silent for six loses its partitions.
 */
const HOLD_MS = 50;

/**
 * For loops that work for seconds without waiting for anything from outside: to be awaited at each step. Awaiting what is
 * there already lets no timer and no socket in; this does, whenever it is time.
 */
export function breather(
  now: () => number = () => performance.now(),
  turn: () => Promise<void> = nextTurn,
): () => Promise<void> {
  let since = now();
  return async () => {
    if (now() - since < HOLD_MS) return;
    await turn();
    since = now();
  };
}

const nextTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
