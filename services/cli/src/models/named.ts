import { stat } from 'node:fs/promises';
import { loadModel, type ModelStore, type Scorer } from '@leadline/models';

/** A model that somebody has named: ready to score, and where it lies if not in the store. */
export interface NamedModel {
  readonly scorer: Scorer;
  readonly folder: string | null;
}

/**
 * Runs with the model of a folder, or with the one of the store whose version begins so.
 * @throws LeadlineError LEADLINE_MODEL_UNKNOWN, and what loading throws.
 */
export async function withModel<T>(
  store: ModelStore,
  name: string,
  run: (model: NamedModel) => Promise<T>,
): Promise<T> {
  const isFolder = (await stat(name).catch(() => null))?.isDirectory() ?? false;
  const scorer = isFolder ? await loadModel(name) : await store.open(await store.find(name));
  try {
    return await run({ scorer, folder: isFolder ? name : null });
  } finally {
    await scorer.close();
  }
}
