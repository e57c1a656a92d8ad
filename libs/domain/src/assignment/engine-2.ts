import { preferredChance } from './preferred.ts';
import { priceOf, seatPriceOf } from './price.ts';
import type { Match, Question, Weighing } from './question.ts';
import { byRotation } from './rotation.ts';
import { centsOf, loadShare, shareLoss, waitLoss, winChance, worthOf } from './value.ts';
import { delayingBacklog } from './work.ts';

/** Engine 2: P(win) after the wait that a rep's backlog means, less what the rep's time is worth to other leads. */
export const engine2: Weighing = { matchOf, byValue };

const MILLION = 1_000_000;

function matchOf(question: Question, index: number): Match {
  const { lead, policy } = question;
  const rep = question.roster.reps[index] as Question['roster']['reps'][number];
  const logit = question.logits[index] ?? null;
  const share = loadShare(question.open[index] ?? 0, rep.capacity);
  const backlog = question.backlog[index] ?? 0;
  const delaying = delayingBacklog(rep, backlog, question);
  const loss = shareLoss(share, policy) + waitLoss(delaying, policy.congestion.delay ?? 0);
  const chance = winChance(logit ?? lead.leadLogit, loss);
  const price = priceOf(question, index);
  const seat = seatPriceOf(question, index);
  const preferred = question.preferred?.[index];
  const match: Match = {
    rep: rep.repId,
    chance,
    worth: worthOf(chance, lead.expectedValue, policy.objective),
    price,
    net: netOf(question, preferredChance(chance, preferred ?? 0), price + seat),
    share,
    pointer: question.pointers[index] ?? 0,
    unscored: logit === null,
    backlog,
  };
  if (preferred === undefined && seat === 0) return match;
  return { ...match, ...(preferred === undefined ? {} : { preferred }), ...(seat === 0 ? {} : { seat }) };
}

/**
 * Worth less price, exactly: in millionths of a cent, or of a win. Rounded to cents, of two reps whom a lead's rising value
 * brings apart the less likely one could come first.
 */
function netOf({ lead, policy }: Question, chance: number, price: number): number {
  return policy.objective === 'probability'
    ? chance - price
    : chance * centsOf(lead.expectedValue) - price * MILLION;
}

/** The highest net worth; of equals, the rep for whom the least work waits. */
function byValue(a: Match, b: Match): number {
  // Compared, not subtracted: two exact numbers may be further apart than a number can exactly be.
  if (a.net !== b.net) return a.net > b.net ? -1 : 1;
  return a.backlog - b.backlog || a.share - b.share || byRotation(a, b);
}
