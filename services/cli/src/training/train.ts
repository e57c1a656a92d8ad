import { LeadlineError } from '@leadline/contracts';
import type { OutcomeContract } from '@leadline/domain';
import {
  type KnownDeal,
  soundlyWatched,
  trainable,
  type Trainable,
  type TrainedModel,
  trainingSet,
  type TrainingSet,
  trainModel,
} from '@leadline/models';

/** A model, and what it was made of. */
export interface Training {
  readonly model: TrainedModel;
  readonly deals: number;
  readonly set: TrainingSet;
  readonly refused: Trainable['refused'];
}

/** With fewer examples, or fewer won or lost, whatever is found is chance. */
const MIN_EXAMPLES = 200;
const MIN_OF_EACH = 20;

/**
 * Trains on the deals that are known at `asOf` (epoch ms).
 * @throws LeadlineError LEADLINE_HISTORY_TOO_SMALL that says how many there are and why others do not count.
 */
export function trainOn(deals: readonly KnownDeal[], asOf: number, contract: OutcomeContract): Training {
  const set = trainingSet(deals, asOf);
  const { examples, refused } = trainable(set.examples, contract);
  const won = examples.filter((example) => example.won).length;
  const fewest = Math.min(won, examples.length - won);
  if (examples.length < MIN_EXAMPLES || fewest < MIN_OF_EACH) throw tooSmall(deals.length, set, refused, examples.length, won); // prettier-ignore
  const model = trainModel(examples, soundlyWatched(set.watched, contract));
  return { model, deals: deals.length, set, refused };
}

function tooSmall(
  deals: number,
  set: TrainingSet,
  refused: Trainable['refused'],
  examples: number,
  won: number,
): LeadlineError {
  const message =
    `Of ${deals} deals ${examples} can be learned from (${won} won), and ${MIN_EXAMPLES} are needed, ` +
    `of them ${MIN_OF_EACH} won and ${MIN_OF_EACH} lost. ${leftOutText(set, refused)}`;
  return new LeadlineError('LEADLINE_HISTORY_TOO_SMALL', message);
}

const WORDS: Readonly<Record<string, string>> = {
  YOUNG: 'too young for their kind of deal',
  OPEN: 'still open',
  WITHDRAWN: 'withdrawn',
};

/** Why deals were left out, in a sentence. */
export function leftOutText({ leftOut }: TrainingSet, refused: Trainable['refused']): string {
  const reasons = [...Object.entries(leftOut), ...Object.entries(refused)]
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${count} ${WORDS[why] ?? why}`);
  return reasons.length === 0 ? 'None was left out.' : `Left out: ${reasons.join(', ')}.`;
}
