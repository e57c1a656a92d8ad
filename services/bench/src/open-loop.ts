/** A schedule that does not wait for answers: a slow system meets the same arrivals as a fast one. */
export interface OpenLoop {
  readonly perSecond: number;
  readonly count: number;
  /** ms, never going back. */
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
  /** Must not wait for an answer. `intended` is when it should have been sent, on the clock of `now`. */
  readonly send: (index: number, intended: number) => void;
}

/** Sends `count` times, the n-th at start + n / perSecond, or at once if that has passed. Answers the start. */
export async function openLoop({ perSecond, count, now, pause, send }: OpenLoop): Promise<number> {
  const start = now();
  for (let index = 0; index < count; index += 1) {
    const intended = start + (index * 1000) / perSecond;
    for (let wait = intended - now(); wait > 0; wait = intended - now()) await pause(wait);
    send(index, intended);
  }
  return start;
}

/** Waits. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
