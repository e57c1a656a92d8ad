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

/** The models in charge. */
export interface Models {
  /** The one that scores a tenant's leads at this moment. */
  of(tenant: string): LeadModel;
  /** Resolves when it is known which models are in charge. Throws an error of which `isTransient` holds, then to be asked again. */
  ready(): Promise<void>;
}

export interface ScoringOptions {
  readonly models: Models;
  /** Wall clock, epoch ms; for latency only. */
  readonly clock: () => number;
}

/** What a model has said of a lead, and which one. */
interface Answer {
  readonly card: ScoringCard;
  readonly output: ModelOutput;
}

/** Answers of a batch by the delivery itself: on a retry topic two records may carry one offset. */
type Answers = ReadonlyMap<Delivery<'LeadValidated'>, Answer>;

/**
 * Scores each lead and the win chance of every rep that the model knows in its workspace: one inference per batch and model.
 * All that is said of a lead comes from one model, whatever is put in charge meanwhile.
 */
export function scoringStage({ models, clock }: ScoringOptions): Stage<'LeadValidated', Answers, Scoring> {
  return {
    name: 'scoring',
    inputs: ['lead.validated'],
    inline: true,
    async gather(batch) {
      await models.ready();
      const byModel = Map.groupBy(batch, ({ value }) => models.of(value.tenant));
      const answers = await Promise.all([...byModel].map(([model, own]) => askAbout(own, model)));
      return new Map(answers.flat());
    },
    decide(delivery, answers) {
      const answer = answers.get(delivery);
      if (answer === undefined) throw new Error(`The model was not asked about offset ${delivery.offset}.`);
      return scoreLead(delivery.value, answer.output, answer.card);
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

async function askAbout(
  deliveries: readonly Delivery<'LeadValidated'>[],
  model: LeadModel,
): Promise<(readonly [Delivery<'LeadValidated'>, Answer])[]> {
  const outputs = await model.run(deliveries.map(({ value }) => value));
  return deliveries.map((delivery, index) => [
    delivery,
    { card: model.card, output: outputOf(outputs, index) },
  ]);
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
