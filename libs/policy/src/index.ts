export { type Tried, tryExamples } from './example.ts';
export { type Finding, lineAndColumn } from './finding.ts';
export { lintPolicy } from './lint/lint.ts';
export { loadPolicy, type PolicyDocument, type ReadPolicy, readPolicy, textOf } from './read.ts';
export { releasedText } from './released.ts';
export { loadReps } from './reps.ts';
export type { LeadKind, Week } from './week.ts';
