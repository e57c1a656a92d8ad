import type { Claim, Estimate, Metrics, ModelCard } from '../card.ts';
import type { Fit } from './fit.ts';
import { NORMAL } from './metrics.ts';
import type { Differences } from './spread.ts';
import type { Table } from './table.ts';

/** Fewer wins or losses among the deals held out show nothing. */
const FEWEST = 10;
/** A rep with fewer deals is mostly taken for an average one. */
const FEW_DEALS = 30;

/** What may be said of differences between reps: only what the deals do not explain by chance. */
export function claimsOf({ differences, reps, deviations }: Fit): ModelCard['claims'] {
  const apart = reps.filter((effect, rep) => Math.abs(effect) > NORMAL * deviations[rep]!).length;
  return {
    reps: claim(
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
  const size = `standard deviation ${two(spread)} in log-odds, between ${two(low)} and ${two(high)} (95 %)`;
  return {
    value: spread,
    low,
    high,
    claimed: low > 0,
    words: `${low > 0 ? shown : notShown}: ${size}.`,
  };
}

/** Whether the model tells more than the base rate on deals that it has not seen. */
export function releaseOf({ gain, heldOut, logLoss, auc }: Metrics, wins: number): ModelCard['release'] {
  if (Math.min(wins, heldOut - wins) < FEWEST) {
    const reason = `Of the ${heldOut} latest deals ${wins} were won: fewer than ${FEWEST} won or lost ones show nothing.`;
    return { allowed: false, reason };
  }
  const saved = `log loss ${four(logLoss.model)} instead of ${four(logLoss.baseRate)}, saved per deal ${interval(gain.model)}`;
  const judged = `on the ${heldOut} latest deals: ${saved}; AUC ${two(auc.model)} (${two(auc.low)} to ${two(auc.high)}).`;
  return gain.model.low > 0
    ? { allowed: true, reason: `It tells more than the base rate ${judged}` }
    : { allowed: false, reason: `It is not shown to tell more than the base rate ${judged}` };
}

/** What the model cannot know. */
export function caveatsOf({ choices, rep, reps, won }: Table): readonly string[] {
  const recorded = choices.filter((choice) => choice !== null && choice.propensity < 1).length;
  const counts = new Uint32Array(reps);
  for (const column of rep) counts[column]! += 1;
  const few = counts.filter((count) => count < FEW_DEALS).length;
  const chance =
    recorded === 0
      ? 'Nothing is known of how reps were chosen. Who got hotter leads than their features tell looks better than he or she is.'
      : `Of ${recorded} of ${won.length} deals it is known by which chance the rep was chosen; elsewhere, who got hotter leads than their features tell looks better than he or she is.`;
  return [
    chance,
    ...(few === 0
      ? []
      : [`${few} of ${reps} reps have fewer than ${FEW_DEALS} deals: little is known of them.`]),
  ];
}

const interval = ({ value, low, high }: Estimate): string =>
  `${four(value)} (${four(low)} to ${four(high)}, 95 %)`;
const two = (value: number): string => value.toFixed(2);
const four = (value: number): string => value.toFixed(4);
