import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, LeadlineError } from '@leadline/contracts';
import { featureNames } from '@leadline/domain';
import { cardSchema, FORMAT, issueOf } from './card-schema.ts';
import { CARD_FILE, ONNX_FILE } from './save.ts';
import type { ServedCard, ServedModel } from './served-card.ts';
import { featureHash, versionOf } from './version.ts';

/**
 * Reads `model.onnx` and `model.json` of a folder and checks that they belong together and to this release. Whether the
 * bytes are a model only {@link loadModel} tells.
 * @throws LeadlineError LEADLINE_MODEL_MISSING, LEADLINE_MODEL_INVALID (no card, or one of another model) or
 * LEADLINE_MODEL_FEATURES_DIFFER (trained with other feature code).
 */
export async function readModel(folder: string): Promise<ServedModel & { readonly onnx: Buffer }> {
  const onnx = await readModelFile(join(folder, ONNX_FILE));
  const card = parseCard((await readModelFile(join(folder, CARD_FILE))).toString('utf8'), folder);
  if (featureNames(card.vocabulary).join('\n') !== card.features.join('\n')) throw otherFeatures(folder);
  if (card.version !== versionOf(onnx, card)) {
    throw refusal(
      'LEADLINE_MODEL_INVALID',
      folder,
      `has a ${CARD_FILE} that was changed or belongs to another ${ONNX_FILE}`,
    );
  }
  return { onnx, card };
}

/** The card as it was written, so that its hash is that of what was read. */
function parseCard(text: string, folder: string): ServedCard {
  const json = parseJson(text, folder);
  const { format, featureHash: code } = (json ?? {}) as Partial<ServedCard>;
  if (format !== FORMAT) {
    const why = `has a ${CARD_FILE} of format ${String(format)}; this release reads ${FORMAT}, so train it again`;
    throw refusal('LEADLINE_MODEL_INVALID', folder, why);
  }
  if (code !== featureHash()) throw otherFeatures(folder);
  const checked = cardSchema.safeParse(json);
  if (checked.success) return json as ServedCard;
  throw refusal(
    'LEADLINE_MODEL_INVALID',
    folder,
    `has a ${CARD_FILE} that cannot be used (${issueOf(checked.error)})`,
  );
}

function parseJson(text: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw refusal('LEADLINE_MODEL_INVALID', folder, `has a ${CARD_FILE} that is not JSON`, cause);
  }
}

async function readModelFile(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new LeadlineError('LEADLINE_MODEL_MISSING', `There is no readable model file ${path}.`, { cause });
  }
}

const otherFeatures = (folder: string): LeadlineError =>
  refusal(
    'LEADLINE_MODEL_FEATURES_DIFFER',
    folder,
    'was trained with other features than this release makes',
  );

/** A model that cannot be used, and why. */
export function refusal(code: ErrorCode, folder: string, why: string, cause?: unknown): LeadlineError {
  return new LeadlineError(code, `The model in ${folder} ${why}.`, cause === undefined ? {} : { cause });
}
