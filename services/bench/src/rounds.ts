/** Does something several times, one after the other. */
export async function inRounds<T>(rounds: number, run: (round: number) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (let round = 0; round < rounds; round += 1) done.push(await run(round));
  return done;
}

/** The middle one of some runs by their speed, the faster of the middle two: a moment at which the machine was busy is left out. */
export function middle<T>(runs: readonly T[], speed: (run: T) => number): T {
  return runs.toSorted((a, b) => speed(a) - speed(b))[Math.floor(runs.length / 2)]!;
}
