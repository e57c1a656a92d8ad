import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServedCard, ServedModel } from './served-card.ts';

export const ONNX_FILE = 'model.onnx';
export const CARD_FILE = 'model.json';

/** Writes the model into the folder (made if missing). A reader meets the old card or the new one, never half of it. */
export async function saveModel(folder: string, { onnx, card }: ServedModel): Promise<void> {
  await mkdir(folder, { recursive: true });
  await replaceFile(join(folder, ONNX_FILE), onnx);
  await replaceFile(join(folder, CARD_FILE), readable(card));
}

/** JSON with each list of numbers on a line. */
function readable(card: ServedCard): string {
  return `${JSON.stringify(card, null, 2).replaceAll(/\n +(-?\d[^\n]*)(?=\n)/g, ' $1')}\n`;
}

async function replaceFile(path: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
