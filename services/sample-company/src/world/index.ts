export { historyOf } from './history.ts';
export { type Play, playRep } from './play.ts';
export {
  type AccountBody,
  type LeadBody,
  type LeadTruth,
  type OpenDeal,
  type RepBody,
  type Submission,
  submissionKey,
  type Verdict,
  type World,
  type WorldOptions,
} from './types.ts';
export { winProbability } from './truth.ts';
export { createWorld } from './world.ts';
