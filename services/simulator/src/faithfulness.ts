import type { Scoring } from '@leadline/domain';
import type { WorldLead } from './world/leads.ts';
import { effectOf, type World } from './world/world.ts';

/** How true a model is to the differences between reps within a lead, which is all that routing goes by. */
export interface Faithfulness {
  /** Correlation of predicted and true differences; null where either are none. */
  readonly withinLead: number | null;
  /** True difference for each predicted one: 1 is right, below 1 is boastful. */
  readonly slope: number | null;
}

/** Leads looked at. */
const SAMPLE = 500;

/** Compares what the model says of each rep, over the mean of the team, with the truth. */
export function faithfulness(
  world: World,
  leads: readonly WorldLead[],
  scorings: ReadonlyMap<string, Scoring>,
): Faithfulness {
  let [said, real, both] = [0, 0, 0];
  for (const lead of leads.slice(0, SAMPLE)) {
    const { repIds, repLogits, leadLogit } = scorings.get(lead.leadId)!;
    const logits = world.reps.map(({ repId }) => (repLogits[repIds.indexOf(repId)] ?? leadLogit) / 1e6);
    const predicted = centred(logits);
    const truth = centred(world.reps.map((rep) => effectOf(world, lead, rep, lead.occurredAt)));
    for (const [index, value] of predicted.entries()) {
      said += value * value;
      real += truth[index]! * truth[index]!;
      both += value * truth[index]!;
    }
  }
  if (said === 0 || real === 0) return { withinLead: null, slope: null };
  return { withinLead: both / Math.sqrt(said * real), slope: both / said };
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}
