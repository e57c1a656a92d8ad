import type { DecisionRecorded, LeadScored } from '@leadline/contracts';
import { type ModelOutput, scoreLead } from '@leadline/domain';
import { loadModel, type ServedCard } from '@leadline/models';
import { decodeColumn } from '../../../libs/domain/src/assignment/columns.ts';

/** Everything that was said of these leads is what the model says of them. */
export async function expectScoredBy(folder: string, leads: readonly LeadScored[]): Promise<void> {
  const scorer = await loadModel(folder);
  const outputs = await scorer.run(leads);
  for (const [index, lead] of leads.entries())
    expect(lead).toMatchObject(scoringOf(lead, outputs[index]!, scorer.card));
  await scorer.close();
}

const scoringOf = (lead: LeadScored, output: ModelOutput, card: ServedCard) => scoreLead(lead, output, card);

/** The capsule names one model, and its logits are those that this model gave the lead. */
export function expectOneModel(
  { leadId, modelVersion, capsule }: DecisionRecorded,
  scored: readonly LeadScored[],
): void {
  const { lead, logit, reps } = JSON.parse(capsule) as {
    lead: { modelVersion: string; leadLogit: number };
    logit: string;
    reps: number;
  };
  expect(lead.modelVersion).toBe(modelVersion);
  const made = scored.find((one) => one.leadId === leadId && one.modelVersion === modelVersion)!;
  expect(lead.leadLogit).toBe(made.leadLogit);
  const known = decodeColumn(logit, reps).filter((value) => value !== null);
  expect(known).toEqual(made.repLogits);
}

/** What an instance of scoring says of releases, of the sample with these labels; 0 where there is none. */
export async function metricOf(url: string, labels: string): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text();
  const line = text
    .split('\n')
    .find((one) => one.startsWith('leadline_model_releases{') && one.includes(labels));
  return Number(line?.split(' ').at(-1) ?? 0);
}
