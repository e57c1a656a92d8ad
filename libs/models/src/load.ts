import { encodeLead, type ModelOutput, type ScorableLead } from '@leadline/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { INPUT, OUTPUT } from './onnx/lead-model.ts';
import { readModel, refusal } from './read.ts';
import { createRepLogits } from './rep-logits.ts';
import { ONNX_FILE } from './save.ts';
import type { ServedCard } from './served-card.ts';

// From 1.29 on the builds of ONNX Runtime for Linux send what is loaded and how it runs (names and hashes of models among it)
// to their maker, unless this is set when the first session begins.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

/** A model ready to score. */
export interface Scorer {
  readonly card: ServedCard;
  /** One inference for all leads; outputs in the order of the leads. */
  run(leads: readonly ScorableLead[]): Promise<readonly ModelOutput[]>;
  close(): Promise<void>;
}

/**
 * Loads `model.onnx` and `model.json` of a folder, and tries the model once.
 * @throws LeadlineError LEADLINE_MODEL_MISSING, LEADLINE_MODEL_INVALID (not a model, or a card of another model) or
 * LEADLINE_MODEL_FEATURES_DIFFER (trained with other feature code, or for other columns).
 */
export async function loadModel(folder: string): Promise<Scorer> {
  const { onnx, card } = await readModel(folder);
  const session = await createSession(onnx, folder);
  try {
    await tryOnce(session, card, folder);
  } catch (error) {
    await session.release();
    throw error;
  }
  return scorerOf(session, card);
}

function scorerOf(session: InferenceSession, card: ServedCard): Scorer {
  const logitsOf = createRepLogits(card);
  return {
    card,
    async run(leads) {
      if (leads.length === 0) return [];
      const output = await session.run({ [INPUT]: featuresOf(leads, card) });
      const logits = output[OUTPUT]!.data as Float32Array;
      return leads.map((lead, index) => logitsOf(lead, logits[index]!));
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
  await session.release();
  const takes = `takes ${inputs} and gives ${outputs}, not ${INPUT} and ${OUTPUT}`;
  throw refusal('LEADLINE_MODEL_INVALID', folder, `has an ${ONNX_FILE} that ${takes}`);
}

/** Rows to try a model with: more than one, so that what answers once for all of them is found. */
const TRIED = 3;

/** A model that takes other columns, or does not answer once for each row, would fail at the first lead: it is told now. */
async function tryOnce(session: InferenceSession, { features }: ServedCard, folder: string): Promise<void> {
  const zeros = new Tensor('float32', new Float32Array(TRIED * features.length), [TRIED, features.length]);
  const output = await session.run({ [INPUT]: zeros }).catch((cause: unknown) => {
    const why = `has an ${ONNX_FILE} that does not take the ${features.length} columns of its card`;
    throw refusal('LEADLINE_MODEL_FEATURES_DIFFER', folder, why, cause);
  });
  const { type, data } = output[OUTPUT]!;
  if (type === 'float32' && data.length === TRIED && (data as Float32Array).every(Number.isFinite)) return;
  const why = `has an ${ONNX_FILE} whose ${OUTPUT} is not one finite float32 for each row`;
  throw refusal('LEADLINE_MODEL_INVALID', folder, why);
}

function featuresOf(leads: readonly ScorableLead[], { vocabulary, features }: ServedCard): Tensor {
  const rows = leads.map((lead) => encodeLead(lead, vocabulary));
  return new Tensor('float32', Float32Array.from(rows.flat()), [leads.length, features.length]);
}
