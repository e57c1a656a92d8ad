import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ModelStore } from '@leadline/models';
import type { Io } from '../output/command.ts';

const HOME = join(import.meta.dirname, '../../../../.leadline');

/** Where models lie if LEADLINE_MODELS says nothing else. */
export const MODELS = join(HOME, 'models');

/** The setting of scoring for the model that `npm run train` has made, if it has. */
export function firstModel(): { readonly LEADLINE_MODEL?: string } {
  const folder = join(HOME, 'model');
  return existsSync(folder) ? { LEADLINE_MODEL: folder } : {};
}

/** The models that may be released. */
export const storeOf = ({ env }: Io): ModelStore => new ModelStore(env['LEADLINE_MODELS'] || MODELS);
