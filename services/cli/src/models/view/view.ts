import type { ModelReleased } from '@leadline/contracts';
import type { ReleaseLog, ServedCard } from '@leadline/models';

/** What is told of a model; also its anchor on a page. */
export type Subject =
  | 'decision'
  | 'metrics'
  | 'calibration'
  | 'segments'
  | 'reps'
  | 'claims'
  | 'strain'
  | 'limits'
  | 'contents'
  | 'further';

/** A card, and what was said of its model on `model.released`. */
export interface ModelView {
  readonly card: ServedCard;
  /** The newest first; null: not asked. */
  readonly releases: readonly ModelReleased[] | null;
  /** Tenants of which it is in charge; `*`: of all without a release of their own. */
  readonly inCharge: readonly string[];
}

export function viewOf(card: ServedCard, log: ReleaseLog | null): ModelView {
  const own = ({ version, replaces }: ModelReleased): boolean => [version, replaces].includes(card.version);
  const scopes = [...(log?.scopes() ?? [])].filter(([, version]) => version === card.version);
  return {
    card,
    releases: log === null ? null : log.events.filter(own).toReversed(),
    inCharge: scopes.map(([tenant]) => tenant),
  };
}

/** Version as a person reads it. */
export const shortOf = (version: string | null): string => version?.slice(0, 12) ?? 'none';

/** Tenants as a person reads them. */
export const tenantText = (tenant: string): string => (tenant === '*' ? 'all others' : tenant);
