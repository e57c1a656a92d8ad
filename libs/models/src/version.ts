import { createHash } from 'node:crypto';
import { featureCode } from '@leadline/domain';
import type { ServedCard } from './served-card.ts';

/** What the code that makes features is known by. */
export function featureHash(): string {
  return sha256(featureCode());
}

/** What a model is known by: its ONNX bytes and all that its card says, but for the version itself. */
export function versionOf(onnx: Uint8Array, card: ServedCard): string {
  return sha256(`${sha256(onnx)}\n${JSON.stringify({ ...card, version: '' })}`);
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
