import type { Evidence } from './evidence.ts';
import { idOf } from './driver.ts';
import type { World } from './world/types.ts';

/** How well a class was found, against the truth manifest. */
export interface Found {
  readonly expected: number;
  readonly found: number;
  readonly right: number;
  /** 0 to 1; 1 when nothing was found. */
  readonly precision: number;
  /** 0 to 1; 1 when nothing was to be found. */
  readonly recall: number;
}

export interface TruthCheck {
  /** Distinct leads of the manifest. */
  readonly leads: number;
  readonly valid: number;
  readonly quarantined: Found;
  readonly duplicates: Found;
  /** Valid leads that ever had a rep, 0 to 1. */
  readonly assignedShare: number;
}

/** Compares what became of the leads with what should have. */
export function checkTruth(world: World, evidence: Evidence, everAssigned: ReadonlySet<string>): TruthCheck {
  const ids = idsOf(world);
  const expected = (kind: string): Set<string> =>
    new Set(
      [...world.manifest.values()]
        .filter(({ verdict }) => verdict.kind === kind)
        .map(({ key }) => ids.get(key) ?? key),
    );
  const ended = (state: string): Set<string> =>
    new Set(
      [...evidence.statuses.values()]
        .filter(({ value }) => value.state === state)
        .map(({ value }) => value.leadId),
    );
  const valid = expected('valid');
  return {
    leads: world.manifest.size,
    valid: valid.size,
    quarantined: compare(expected('quarantine'), ended('quarantined')),
    duplicates: compare(expected('duplicate'), ended('duplicate')),
    assignedShare: [...valid].filter((id) => everAssigned.has(id)).length / Math.max(1, valid.size),
  };
}

/** Lead id by submission key. */
export function idsOf(world: World): ReadonlyMap<string, string> {
  return new Map(world.submissions.map(({ key, body }) => [key, idOf(body)]));
}

function compare(expected: ReadonlySet<string>, found: ReadonlySet<string>): Found {
  const right = [...found].filter((id) => expected.has(id)).length;
  return {
    expected: expected.size,
    found: found.size,
    right,
    precision: found.size === 0 ? 1 : right / found.size,
    recall: expected.size === 0 ? 1 : right / expected.size,
  };
}
