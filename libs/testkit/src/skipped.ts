/**
 * Whether tests are to be skipped, as this machine lacks what they need (`missing`; null: nothing); says so. In CI, where
 * none may be skipped, it throws instead.
 * @throws Error while LEADLINE_CI is 1
 */
export function skipped(what: string, missing: string | null): boolean {
  if (missing === null) return false;
  const why = `Tests of ${what} are skipped: this machine lacks ${missing}.`;
  if (process.env['LEADLINE_CI'] === '1') throw new Error(`${why} With LEADLINE_CI=1 that is a failure.`);
  process.stderr.write(`${why}\n`);
  return true;
}
