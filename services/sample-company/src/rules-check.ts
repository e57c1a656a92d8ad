import { type CheckedRep, type Move, type Violation, violations } from './checker.ts';
import type { Evidence } from './evidence.ts';
import type { World } from './world/types.ts';

const GIVES = new Set(['assigned', 'restored', 'deal-opened']);
const TAKES = new Set(['closed', 'released', 'duplicate', 'deal-closed']);

/** Every assignment of the run against territory, skill, language, hours and capacity. */
export function checkRules(world: World, evidence: Evidence): readonly Violation[] {
  return [...evidence.ledger].flatMap(([workspace, entries]) => {
    const reps: readonly CheckedRep[] = world.reps.filter((rep) => rep.workspace === workspace);
    const moves = entries.flatMap(({ kind, leadId, repId, at, path }): readonly Move[] => {
      if (leadId === null || repId === null || !(GIVES.has(kind) || TAKES.has(kind))) return [];
      return [
        {
          leadId,
          repId,
          at,
          delta: GIVES.has(kind) ? 1 : -1,
          path: kind === 'assigned' ? (path ?? 'unknown') : null,
        },
      ];
    });
    return violations(reps, evidence.scored, moves);
  });
}
