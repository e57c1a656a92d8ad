export * from './assignment/index.ts';
export * from './enrichment/index.ts';
export * from './intake/index.ts';
export * from './outreach/index.ts';
export * from './quality/index.ts';
export { filled, textKey, withinOneEdit } from './shared/text.ts';
export { exp, log, sigmoid } from './shared/math.ts';
export { canonicalJson } from './shared/canonical-json.ts';
export * from './scoring/index.ts';
