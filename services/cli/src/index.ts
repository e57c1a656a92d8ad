export { createProgram } from './program.ts';
export { openCluster, type Cluster } from './cluster.ts';
export { reconcileCluster } from './commands/reconcile.ts';
export { decisionsOf } from './commands/replay.ts';
export { lifeOf } from './commands/trace.ts';
export { verifyLoads } from './commands/load.ts';
export { replayAll, type ReplayReport } from './audit/replay.ts';
export type { Reconciliation } from './audit/reconcile.ts';
export { lifeLines } from './audit/trace.ts';
