import type { Choice } from './choose.ts';
import type { Decision } from './decide.ts';
import { givenMore } from './opportunity.ts';
import type { Match } from './question.ts';
import type { Load } from './state.ts';

/** The chosen candidate; undefined: a rep was named who is none of the best. */
export const chosenOf = ({ rep, best }: Pick<Choice, 'rep' | 'best'>): Match | undefined =>
  best.find((match) => match.rep === rep);

/** What a turn of the rotation changes at its rep beside the pointer, where the policy asks for it. */
export function creditOf({ question, choice }: Decision): Partial<Load> {
  const match = chosenOf(choice);
  const opportunity = match === undefined ? undefined : givenMore(question, match);
  return {
    ...(match?.due === undefined ? {} : { pass: match.due }),
    ...(opportunity === undefined ? {} : { opportunity }),
  };
}
