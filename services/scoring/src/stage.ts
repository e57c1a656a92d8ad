import type { Delivery, LeadValidated } from '@leadline/contracts';
import {
  type ModelOutput,
  type ScorableLead,
  scoreLead,
  type Scoring,
  type ScoringCard,
} from '@leadline/domain';
import type { Stage } from '@leadline/stream';

/** A model and what is known about it. */
export interface LeadModel {
  readonly card: ScoringCard;
  /** One inference for all leads; outputs in the order of the leads. */
  run(leads: readonly ScorableLead[]): Promise<readonly ModelOutput[]>;
}

export interface ScoringOptions {
  readonly model: LeadModel;
  /** Wall clock, epoch ms; for latency only. */
  readonly clock: () => number;
}

/** Model outputs of a batch by the delivery itself: on a retry topic two records may carry one offset. */
type Outputs = ReadonlyMap<Delivery<'LeadValidated'>, ModelOutput>;

/** Scores each lead and the win chance of every rep that the model knows in its workspace: one inference per batch. */
export function scoringStage({ model, clock }: ScoringOptions): Stage<'LeadValidated', Outputs, Scoring> {
  return {
    name: 'scoring',
    inputs: ['lead.validated'],
    inline: true,
    async gather(batch) {
      const outputs = await model.run(batch.map(({ value }) => value));
      return new Map(batch.map((delivery, index) => [delivery, outputOf(outputs, index)]));
    },
    decide(delivery, outputs) {
      const output = outputs.get(delivery);
      if (output === undefined) throw new Error(`The model was not asked about offset ${delivery.offset}.`);
      return scoreLead(delivery.value, output, model.card);
    },
    conclude({ value }, scoring) {
      // The report of data quality stays where it was written: no decision may depend on it.
      const { changes: _changes, findings: _findings, ...lead } = value;
      const scored = { ...lead, ...scoring, stages: stagesOf(value, clock()) };
      return [
        { topic: 'lead.scored', record: 'LeadScored', key: value.leadId, value: scored },
        { topic: 'assignment.in', record: 'LeadScored', key: value.workspace, value: scored },
      ];
    },
  };
}

function stagesOf(lead: LeadValidated, at: number): LeadValidated['stages'] {
  return [...lead.stages, { stage: 'scoring', at }];
}

function outputOf(outputs: readonly ModelOutput[], index: number): ModelOutput {
  const output = outputs[index];
  if (output === undefined)
    throw new Error('The model has answered for fewer leads than it was asked about.');
  return output;
}
