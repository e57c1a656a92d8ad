import type { LogEvent } from '../src/index.ts';
import { policy } from './scenario.ts';

const everybody = { op: 'and', of: [] };
const first = { op: 'in', left: { rep: 'repId' }, right: { value: ['anna', 'ben', 'rep-01', 'rep-05'] } };
const german = { op: '==', left: { lead: 'country' }, right: { value: 'DE' } };
const sold = { op: 'in', left: { lead: 'country' }, right: { rep: 'territories' } };

const caps = [
  { team: 'all', members: everybody, perHour: 1, perWeek: 5 },
  { team: 'first', members: first, perDay: 3 },
];
const prefer = [
  { id: 'german', when: german, prefer: first, percent: 20 },
  { id: 'sold', when: everybody, prefer: sold, percent: 9 },
];
const weights = [{ team: 'first', members: first, weight: 2.5 }];
const fairness = { band: 0.15, workHours: 40 };
const exploration = { share: 0.5, band: 1 };

/** Policies that weigh more than worth: each part, and all of them. */
export const softPolicies = (over: object = {}): readonly LogEvent[] => [
  policy({ prefer, ...over }),
  policy({ caps, ...over }),
  policy({ strategy: 'round-robin', weights, caps, ...over }),
  policy({ fairness, ...over }),
  policy({ prefer, caps, weights, fairness, exploration, ...over }),
  policy({ exploration: { ...exploration, perDay: 2 }, ...over }),
];
