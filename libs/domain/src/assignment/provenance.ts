import { canonicalJson } from '../shared/canonical-json.ts';
import type { FoldContext } from './context.ts';
import { setMeta, type Turn } from './turn.ts';

/** What decisions go by that somebody sets: of an event clock also its last step, which says at what time they are made. */
export const SETTINGS = ['policy', 'prices', 'roster', 'clock', 'clock-step'] as const;
export type Setting = (typeof SETTINGS)[number];

/** Who has set something, and why. */
export interface Authored {
  /** What it was set to: version of policy or prices, the rep whose profile changed last, live or event. Null: it has no name. */
  readonly version: string | null;
  /** Who says so; an id, no name. */
  readonly by: string | null;
  readonly reason: string | null;
  /** Id of the API key with which it came. */
  readonly key: string | null;
  /** Offset of the record on the log of the workspace from which on it holds; null: it does not lie there. */
  readonly offset: number | null;
}

/** By setting; absent: nobody has said who has set it. */
export type Provenance = Readonly<Partial<Record<Setting, Authored>>>;

/** What an event says of its author. */
interface Said {
  readonly by?: string | null;
  readonly reason?: string | null;
}

/**
 * Keeps who has set something, in the meta entry: code from before takes no entry that it does not know. A step of a clock by the
 * same author for the same reason as the one before is not kept anew: there are thousands in a run.
 */
export function attribute(turn: Turn, setting: Setting, version: string | null, said: Said): void {
  const { state, ctx } = turn;
  const { [setting]: before, ...others } = state.meta.provenance ?? {};
  const { by = null, reason = null } = said;
  const { offset, key = null } = ctx;
  const isSilent = by === null && reason === null && key === null;
  if (isSilent && before === undefined) return;
  const isAsBefore = before?.by === by && before.reason === reason && before.key === key;
  if (setting === 'clock-step' && isAsBefore) return;
  const now = isSilent ? others : { ...others, [setting]: { version, by, reason, key, offset } };
  setMeta(turn, { provenance: now });
}

/** A content that decisions name by hash. */
interface Content {
  readonly body: string;
  readonly hash: string;
}

const contents = new WeakMap<Provenance, Content>();

/** What is known, as canonical JSON; null: nothing is. Worked out once: every decision asks, and it seldom changes. */
export function provenanceContent(
  provenance: Provenance = {},
  sha256: FoldContext['sha256'],
): Content | null {
  if (Object.keys(provenance).length === 0) return null;
  const known = contents.get(provenance);
  if (known !== undefined) return known;
  const body = canonicalJson(provenance);
  const content = { body, hash: sha256(body) };
  contents.set(provenance, content);
  return content;
}

/** A release of a model: structurally ModelReleased of @leadline/contracts. */
export interface ModelRelease {
  readonly tenant: string;
  readonly version: string | null;
  readonly by: string;
  readonly reason: string;
}

/**
 * Who has put the model of a decision in charge, of all releases until then: the latest of that version for the tenant, else for
 * all (`*`). Null: none that is known.
 */
export function modelAuthor(
  releases: readonly ModelRelease[],
  tenant: string,
  version: string | null,
): Authored | null {
  const latest = (whose: string) =>
    releases.findLast((one) => one.version === version && one.tenant === whose);
  const found = version === null ? undefined : (latest(tenant) ?? latest('*'));
  return found === undefined
    ? null
    : { version, by: found.by, reason: found.reason, key: null, offset: null };
}
