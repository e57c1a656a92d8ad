import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeLead, featureNames, type ModelOutput, type ScorableLead, segmentOf } from '@leadline/domain';
import { type ErrorCode, LeadlineError } from '@leadline/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelCard } from './card.ts';
import { CARD_FILE, ONNX_FILE } from './save.ts';
import { featureHash, sha256 } from './train/train.ts';

/** A model ready to score. */
export interface Scorer {
  readonly card: ModelCard;
  /** One inference for all leads; outputs in the order of the leads. */
  run(leads: readonly ScorableLead[]): Promise<readonly ModelOutput[]>;
  close(): Promise<void>;
}

/**
 * Loads `model.onnx` and `model.json` of a folder.
 * @throws LeadlineError LEADLINE_MODEL_MISSING, LEADLINE_MODEL_INVALID (not a model, or a card of another model) or
 * LEADLINE_MODEL_FEATURES_DIFFER (trained with other feature code).
 */
export async function loadModel(folder: string): Promise<Scorer> {
  const onnx = await readModelFile(join(folder, ONNX_FILE));
  const card = parseCard((await readModelFile(join(folder, CARD_FILE))).toString('utf8'), folder);
  if (card.featureHash !== featureHash() || !sameFeatures(card)) {
    throw refusal(
      'LEADLINE_MODEL_FEATURES_DIFFER',
      folder,
      'was trained with other features than this release makes',
    );
  }
  if (card.version !== sha256(onnx)) {
    throw refusal(
      'LEADLINE_MODEL_INVALID',
      folder,
      `has a ${CARD_FILE} that belongs to another ${ONNX_FILE}`,
    );
  }
  return scorerOf(await createSession(onnx, folder), card);
}

function scorerOf(session: InferenceSession, card: ModelCard): Scorer {
  return {
    card,
    async run(leads) {
      if (leads.length === 0) return [];
      const { leadLogit, repLogits } = await session.run({
        features: tensorOf(
          leads.map((lead) => encodeLead(lead, card.vocabulary)),
          card.features.length,
        ),
        segments: tensorOf(
          leads.map((lead) => oneHot(card.segments, segmentOf(lead))),
          card.segments.length,
        ),
      });
      const [byLead, byRep] = [leadLogit!.data as Float32Array, repLogits!.data as Float32Array];
      const reps = byRep.length / leads.length;
      return leads.map((_, index) => ({
        leadLogit: byLead[index]!,
        repLogits: byRep.subarray(index * reps, (index + 1) * reps),
      }));
    },
    close: () => session.release(),
  };
}

/** One thread: the same bits for every batch size, and no fight with the event loop for cores. */
async function createSession(onnx: Buffer, folder: string): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(onnx, {
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      executionMode: 'sequential',
      logSeverityLevel: 3,
    });
  } catch (cause) {
    throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${ONNX_FILE} that is not an ONNX model`, cause);
  }
}

function tensorOf(rows: readonly (readonly number[])[], columns: number): Tensor {
  return new Tensor('float32', Float32Array.from(rows.flat()), [rows.length, columns]);
}

function oneHot(names: readonly string[], name: string): number[] {
  return names.map((entry) => (entry === name ? 1 : 0));
}

function sameFeatures(card: ModelCard): boolean {
  return featureNames(card.vocabulary).join('\n') === card.features.join('\n');
}

function parseCard(text: string, folder: string): ModelCard {
  try {
    const card = JSON.parse(text) as Partial<ModelCard> | null;
    if (card?.format === 1) return card as ModelCard;
  } catch (cause) {
    throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${CARD_FILE} that is not JSON`, cause);
  }
  throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${CARD_FILE} of an unknown format`);
}

async function readModelFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new LeadlineError('LEADLINE_MODEL_MISSING', `There is no readable model file ${path}.`, { cause });
  }
}

function refusal(code: ErrorCode, folder: string, why: string, cause?: unknown): LeadlineError {
  return new LeadlineError(code, `The model in ${folder} ${why}.`, cause === undefined ? {} : { cause });
}
