import { type ModelOutput, scoreLead } from '@leadline/domain';
import type { Scorer } from '../load.ts';
import type { ServedCard } from '../served-card.ts';
import { waitLossOf } from '../train/congestion.ts';
import type { Example } from '../train/example.ts';
import { type Judged, losses, mean, pairedGain } from '../train/metrics.ts';
import { day, four } from '../words.ts';
import type { Comparison } from './objection.ts';

/** Fewer won or lost deals show nothing. */
const FEWEST = 10;
const MILLION = 1_000_000;

/**
 * Compares two models on the closed deals that came in after both windows of training: the only ones that neither can know
 * already. What they say is taken as assignment would see it: the win logit of the rep who had the deal, less what the wait of
 * that deal took by the model's own account.
 */
export async function duel(
  candidate: Scorer,
  inCharge: Scorer,
  deals: readonly Example[],
): Promise<Comparison> {
  const [own, other] = [candidate.card.window?.to, inCharge.card.window?.to];
  if (own === undefined || other === undefined)
    return unknown('it is not known which deals one of them was trained on.');
  const unseen = deals.filter(({ occurredAt }) => occurredAt > Math.max(own, other));
  const won = unseen.filter((deal) => deal.won).length;
  if (Math.min(won, unseen.length - won) < FEWEST)
    return unknown(
      `of ${unseen.length} closed deals since ${day(Math.max(own, other))} ${won} were won, and ${FEWEST} won and ${FEWEST} lost ones are needed.`,
    );
  const [before, after] = [await lossesOf(inCharge, unseen), await lossesOf(candidate, unseen)];
  const { value, low, high } = pairedGain(before, after);
  const figures = `log loss ${four(mean(after))}, of the model in charge ${four(mean(before))}; saved per deal ${four(value)} (${four(low)} to ${four(high)}, 95 %)`;
  const words = `On ${unseen.length} deals that came in after both were trained: ${figures}.`;
  return { verdict: value < 0 ? 'worse' : 'not worse', words };
}

async function lossesOf(scorer: Scorer, deals: readonly Example[]): Promise<readonly number[]> {
  const outputs = await scorer.run(deals.map(({ lead }) => lead));
  return losses(deals.map((deal, index) => judged(deal, outputs[index]!, scorer.card)));
}

function judged(
  { lead, tenant, workspace, repId, won, strain }: Example,
  output: ModelOutput,
  card: ServedCard,
): Judged {
  const { leadLogit, repIds, repLogits } = scoreLead({ ...lead, tenant, workspace }, output, card);
  const atOnce = (repLogits[repIds.indexOf(repId)] ?? leadLogit) / MILLION;
  return { won, logit: atOnce - waitLossOf(card.congestion ?? null, strain) };
}

const unknown = (why: string): Comparison => ({ verdict: 'unknown', words: `Not compared: ${why}` });
