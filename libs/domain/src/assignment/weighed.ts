import type { Match } from './question.ts';

/** What of a match only some policies weigh. */
export type Weighed = Pick<Match, 'preferred' | 'due' | 'fairness' | 'seat'>;

/** That part of a match, for its row in a capsule; nothing where the policy has no such part. */
export function weighedOf({ preferred, due, fairness, seat }: Match): readonly [] | readonly [Weighed] {
  const weighed: Weighed = {
    ...(preferred === undefined ? {} : { preferred }),
    ...(due === undefined ? {} : { due }),
    ...(fairness === undefined ? {} : { fairness }),
    ...(seat === undefined ? {} : { seat }),
  };
  return Object.keys(weighed).length === 0 ? [] : [weighed];
}
