import { resolve } from 'node:path';
import { trainSampleModel } from './train.ts';

/** `npm run train [FOLDER [SEED]]`: the first model, from the sample company's history. */
const [folder = '.leadline/model', seed = 'sample'] = process.argv.slice(2);
process.stdout.write(`${await trainSampleModel(resolve(folder), seed)}\nwritten to ${resolve(folder)}\n`);
