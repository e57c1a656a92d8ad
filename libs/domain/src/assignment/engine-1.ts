import type { Match, Question, Weighing } from './question.ts';
import { byRotation } from './rotation.ts';
import { loadShare, shareLoss, winChance, worthOf } from './value.ts';

/**
 * Engine 1: the highest worth, with the share of open leads as the one measure of load. It makes no decisions any more; it
 * stays so that its capsules can be decided again.
 */
export const engine1: Weighing = { matchOf, byValue };

function matchOf(question: Question, index: number): Match {
  const { lead, policy } = question;
  const rep = question.roster.reps[index] as Question['roster']['reps'][number];
  const logit = question.logits[index] ?? null;
  const share = loadShare(question.open[index] ?? 0, rep.capacity);
  const chance = winChance(logit ?? lead.leadLogit, shareLoss(share, policy));
  const worth = worthOf(chance, lead.expectedValue, policy.objective);
  return {
    rep: rep.repId,
    chance,
    worth,
    price: 0,
    net: worth,
    share,
    pointer: question.pointers[index] ?? 0,
    unscored: logit === null,
    backlog: 0,
  };
}

function byValue(a: Match, b: Match): number {
  return b.net - a.net || a.share - b.share || byRotation(a, b);
}
