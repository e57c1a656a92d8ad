import type { Claim, Estimate, Metrics, ModelCard, Picks } from '../card.ts';
import { four, two } from '../words.ts';
import type { Fit } from './fit.ts';
import { NORMAL } from './metrics.ts';
import type { Differences } from './spread.ts';

/** Fewer wins or losses among the deals held out show nothing. */
const FEWEST = 10;

/** What may be said of differences between reps: only what the deals do not explain by chance. */
export function claimsOf({ differences, reps, deviations, picks }: Fit): ModelCard['claims'] {
  const apart = reps.filter((effect, rep) => Math.abs(effect) > NORMAL * deviations[rep]!).length;
  return {
    reps:
      picks?.found === true
        ? withheld(differences.rep)
        : claim(
            differences.rep,
            `Reps differ, and ${apart} of ${reps.length} stand out by more than is unknown of them`,
            'That reps differ in skill is not shown',
          ),
    fit: claim(
      differences.segment,
      'Which rep is better depends on the segment of the lead',
      'That reps fit some segments better than others is not shown',
    ),
  };
}

function claim({ spread, low, high }: Differences, shown: string, notShown: string): Claim {
  return {
    value: spread,
    low,
    high,
    claimed: low > 0,
    words: `${low > 0 ? shown : notShown}: ${size(spread, low, high)}.`,
  };
}

/** What the deals seem to say of skill, where it cannot be told from what reps were given. */
function withheld({ spread, low, high }: Differences): Claim {
  const words = `Whether reps differ in skill cannot be told: somebody picked who got the better leads. ${size(spread, low, high)} is what it looks like.`;
  return { value: spread, low, high, claimed: false, words };
}

/** Whether the model tells more than the base rate on deals that it has not seen. */
export function releaseOf(
  { gain, heldOut, logLoss, auc }: Metrics,
  wins: number,
  picks: Picks | null,
): ModelCard['release'] {
  if (Math.min(wins, heldOut - wins) < FEWEST) {
    const reason = `Of the ${heldOut} latest deals ${wins} were won: fewer than ${FEWEST} won or lost ones show nothing.`;
    return { allowed: false, reason };
  }
  const saved = `log loss ${four(logLoss.model)} instead of ${four(logLoss.baseRate)}, saved per deal ${interval(gain.model)}`;
  const judged = `on the ${heldOut} latest deals: ${saved}; AUC ${two(auc.model)} (${two(auc.low)} to ${two(auc.high)}).`;
  const without = picks?.found === true ? ' Differences in skill are left out: see claims.' : '';
  return gain.model.low > 0
    ? { allowed: true, reason: `It tells more than the base rate ${judged}${without}` }
    : { allowed: false, reason: `It is not shown to tell more than the base rate ${judged}` };
}

const size = (spread: number, low: number, high: number): string =>
  `standard deviation ${two(spread)} in log-odds, between ${two(low)} and ${two(high)} (95 %)`;
const interval = ({ value, low, high }: Estimate): string =>
  `${four(value)} (${four(low)} to ${four(high)}, 95 %)`;
