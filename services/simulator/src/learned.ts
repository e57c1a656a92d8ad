import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Scoring, scoreLead } from '@leadline/domain';
import { loadModel, type ModelCard, saveModel, trainModel } from '@leadline/models';
import type { Records } from './history.ts';
import { PLACE } from './routing/engine.ts';
import type { WorldLead } from './world/leads.ts';

/** A model trained, stored and loaded as a firm would. */
export interface Learned {
  readonly card: ModelCard;
  /** What scoring says of the leads, by lead id. */
  score(leads: readonly WorldLead[]): Promise<ReadonlyMap<string, Scoring>>;
  close(): Promise<void>;
}

/** Trains on the records by the real trainer, and scores by the real scorer. */
export async function learn({ examples, watched }: Records): Promise<Learned> {
  const folder = await mkdtemp(join(tmpdir(), 'leadline-simulator-'));
  try {
    const model = trainModel(examples, watched);
    await saveModel(folder, model);
    const scorer = await loadModel(folder);
    return {
      card: model.card,
      async score(leads) {
        const outputs = await scorer.run(leads.map(({ lead }) => lead));
        return new Map(
          leads.map(({ leadId, lead }, index) => [
            leadId,
            scoreLead({ ...PLACE, ...lead }, outputs[index]!, scorer.card),
          ]),
        );
      },
      close: () => scorer.close(),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Whether the model says that some reps are better for some leads. */
export const claimsFit = ({ claims }: ModelCard): boolean => claims.fit.claimed;
