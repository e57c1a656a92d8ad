import { parse, stringify } from 'yaml';

/**
 * The text of a policy file as it is kept: what routes, without `reps`, `examples`, `week` and comments, which may say who is
 * who and have no business on a topic that is kept for years. `text` has been read by readPolicy without a fault.
 */
export function releasedText(text: string): string {
  const given = parse(text) as Readonly<Record<string, unknown>>;
  const { reps: _reps, examples: _examples, week: _week, ...kept } = given;
  return stringify(kept, { lineWidth: 0 });
}
