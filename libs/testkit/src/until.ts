import { setTimeout as pause } from 'node:timers/promises';

const LOOK_MS = 20;

/**
 * Waits for a condition. Throws, naming it, if it does not come true in time. Patience costs nothing where all is well: a
 * busy machine needs it, and only what hangs waits to the end.
 */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patienceMs = 60_000,
): Promise<void> {
  for (const deadline = Date.now() + patienceMs; !(await holds()); await pause(LOOK_MS))
    if (Date.now() > deadline) throw new Error(`Waited ${patienceMs} ms in vain: ${what}.`);
}
