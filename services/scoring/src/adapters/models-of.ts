import { LeadlineError } from '@leadline/contracts';
import { loadModel, ModelStore, type Scorer } from '@leadline/models';
import { HeldModel } from '../held-model.ts';
import { PRIOR } from '../prior.ts';
import type { LeadModel } from '../stage.ts';

/**
 * The model that scores until one is released.
 * @throws LeadlineError LEADLINE_MODEL_..., so that the service refuses to start.
 */
export async function startModel(folder: string | undefined): Promise<LeadModel> {
  if (folder === undefined) return PRIOR;
  const scorer = await loadModel(folder);
  const { allowed, reason } = scorer.card.release;
  if (allowed) return new HeldModel(scorer);
  await scorer.close();
  throw new LeadlineError(
    'LEADLINE_MODEL_REFUSED',
    `The card in ${folder} speaks against its model: ${reason}`,
  );
}

/** Where released models come from. */
export function storeOf(folder: string | undefined): (version: string) => Promise<Scorer> {
  if (folder !== undefined) {
    const store = new ModelStore(folder);
    return (version) => store.open(version);
  }
  return (version) => {
    const message = `${version} was released, and LEADLINE_MODELS does not say where models lie.`;
    return Promise.reject(new LeadlineError('LEADLINE_MODEL_MISSING', message, { where: 'LEADLINE_MODELS' }));
  };
}
