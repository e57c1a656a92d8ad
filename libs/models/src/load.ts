import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeLead, featureNames, type ModelOutput, type ScorableLead, segmentOf } from '@leadline/domain';
import { type ErrorCode, LeadlineError } from '@leadline/contracts';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { ModelCard } from './card.ts';
import { INPUT, OUTPUT } from './onnx/lead-model.ts';
import { CARD_FILE, ONNX_FILE } from './save.ts';
import { featureHash, versionOf } from './version.ts';

const FORMAT = 2;

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
  if (card.version !== versionOf(onnx, card)) {
    throw refusal(
      'LEADLINE_MODEL_INVALID',
      folder,
      `has a ${CARD_FILE} that was changed or belongs to another ${ONNX_FILE}`,
    );
  }
  return scorerOf(await createSession(onnx, folder), card);
}

function scorerOf(session: InferenceSession, card: ModelCard): Scorer {
  const effects = card.segments.map((_, segment) =>
    Float64Array.from(card.reps.effects, (effect, rep) => effect + card.reps.segments[segment]![rep]!),
  );
  const elsewhere = Float64Array.from(card.reps.effects);
  return {
    card,
    async run(leads) {
      if (leads.length === 0) return [];
      const output = await session.run({ [INPUT]: featuresOf(leads, card) });
      const logits = output[OUTPUT]!.data as Float32Array;
      return leads.map((lead, index) => {
        const leadLogit = logits[index]!;
        const bySegment = effects[card.segments.indexOf(segmentOf(lead))] ?? elsewhere;
        return { leadLogit, repLogits: bySegment.map((effect) => leadLogit + effect) };
      });
    },
    close: () => session.release(),
  };
}

/** One thread: the same bits for every batch size, and no fight with the event loop for cores. */
async function createSession(onnx: Buffer, folder: string): Promise<InferenceSession> {
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 3,
  }).catch((cause: unknown) => {
    throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${ONNX_FILE} that is not an ONNX model`, cause);
  });
  const [inputs, outputs] = [session.inputNames.join(', '), session.outputNames.join(', ')];
  if (inputs === INPUT && outputs === OUTPUT) return session;
  const takes = `takes ${inputs} and gives ${outputs}, not ${INPUT} and ${OUTPUT}`;
  throw refusal('LEADLINE_MODEL_INVALID', folder, `has an ${ONNX_FILE} that ${takes}`);
}

function featuresOf(leads: readonly ScorableLead[], { vocabulary, features }: ModelCard): Tensor {
  const rows = leads.map((lead) => encodeLead(lead, vocabulary));
  return new Tensor('float32', Float32Array.from(rows.flat()), [leads.length, features.length]);
}

function sameFeatures(card: ModelCard): boolean {
  return featureNames(card.vocabulary).join('\n') === card.features.join('\n');
}

function parseCard(text: string, folder: string): ModelCard {
  let format: unknown;
  try {
    const card = JSON.parse(text) as Partial<ModelCard> | null;
    if (card?.format === FORMAT) return card as ModelCard;
    format = card?.format;
  } catch (cause) {
    throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${CARD_FILE} that is not JSON`, cause);
  }
  const why = `has a ${CARD_FILE} of format ${String(format)}; this release reads ${FORMAT}, so train it again`;
  throw refusal('LEADLINE_MODEL_INVALID', folder, why);
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
