export { encodeLead, featureCode, featureNames, learnVocabulary, type Vocabulary } from './features.ts';
export { scorable, type ScorableLead } from './lead.ts';
export { type ModelOutput, scoreLead, type Scoring, type ScoringCard, workspaceKey } from './score.ts';
export { segmentOf } from './segment.ts';
export type { ValueTable } from './value.ts';
export { leafOf, treeLogit, type TreeTable } from './trees.ts';
