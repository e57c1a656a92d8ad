import { LeadlineError } from '@leadline/contracts';
import type { ServedCard } from '../served-card.ts';
import { day, four } from '../words.ts';

/** What speaks against putting a model in charge. */
export type Objection = LeadlineError & {
  readonly code: 'LEADLINE_MODEL_REFUSED' | 'LEADLINE_MODEL_WORSE' | 'LEADLINE_MODEL_UNCOMPARED';
};

/** How a model stands beside the one in charge. */
export interface Comparison {
  readonly verdict: 'first' | 'not worse' | 'worse' | 'unknown';
  readonly words: string;
}

/** Base rates that differ by less are those of the same deals, rounded. */
const ROUNDING = 1e-4;

/**
 * Compares the log loss of two models on deals that neither had seen. Only figures of the same deals say which is better:
 * both were judged by the same number of deals of the same window with the same base rate. Anything else is not compared.
 * `inCharge` is null where no model was released, undefined where its card cannot be read.
 */
export function comparisonOf(candidate: ServedCard, inCharge: ServedCard | null | undefined): Comparison {
  if (inCharge === null) return { verdict: 'first', words: 'No model was released before it.' };
  if (inCharge === undefined)
    return { verdict: 'unknown', words: 'Not compared: the card of the model in charge cannot be read.' };
  if (!judgedAlike(candidate, inCharge)) {
    const words = `Not compared: judged by ${dealsOf(candidate)}, the model in charge by ${dealsOf(inCharge)}.`;
    return { verdict: 'unknown', words };
  }
  const [own, other] = [candidate.metrics!.logLoss.model, inCharge.metrics!.logLoss.model];
  const words = `On the same ${candidate.metrics!.heldOut} latest deals: log loss ${four(own)}, of the model in charge ${four(other)}.`;
  return { verdict: own > other ? 'worse' : 'not worse', words };
}

/** What speaks against releasing a model, the gravest first; null: nothing. */
export function objectionTo(candidate: ServedCard, comparison: Comparison): Objection | null {
  const { allowed, reason } = candidate.release;
  const name = candidate.version.slice(0, 12);
  if (!allowed)
    return objection('LEADLINE_MODEL_REFUSED', `The card of ${name} speaks against it: ${reason}`);
  if (comparison.verdict === 'worse')
    return objection('LEADLINE_MODEL_WORSE', `${name} is worse. ${comparison.words}`);
  return comparison.verdict === 'unknown'
    ? objection('LEADLINE_MODEL_UNCOMPARED', `Nothing shows that ${name} is not worse. ${comparison.words}`)
    : null;
}

const objection = (code: Objection['code'], message: string): Objection =>
  new LeadlineError(code, message) as Objection;

function judgedAlike(a: ServedCard, b: ServedCard): boolean {
  if (!a.metrics || !b.metrics || !a.window || !b.window) return false;
  return (
    a.window.from === b.window.from &&
    a.window.to === b.window.to &&
    a.metrics.heldOut === b.metrics.heldOut &&
    Math.abs(a.metrics.baseRate - b.metrics.baseRate) < ROUNDING
  );
}

function dealsOf({ metrics, window }: ServedCard): string {
  if (!metrics || !window) return 'no deals that are known';
  return `${metrics.heldOut} deals of ${day(window.from)} to ${day(window.to)}`;
}
