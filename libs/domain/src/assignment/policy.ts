import type { RequireRule } from '../policy/rules.ts';
import type { Overflow, RelaxStep, Transfer } from '../policy/steps.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { isObject } from '../shared/is-object.ts';
import { settingProblems } from './policy-settings.ts';
import { softFilled, type SoftSettings, withoutIdle } from './policy-soft.ts';
import type { WorkKind } from './work-kinds.ts';

/** How a workspace routes. */
export interface Policy extends SoftSettings {
  readonly version: string;
  /** `value`: the best match; `round-robin`: whoever has waited longest. */
  readonly strategy: 'value' | 'round-robin';
  /** What the best match maximises: P(win) x expected value, or P(win) alone. */
  readonly objective: 'value' | 'probability';
  /**
   * `required`: a lead goes only to reps who are at work. `next-shift`: also to one who is at work within a week; the time until
   * then counts as waiting. `ignore`: nobody looks at hours.
   */
  readonly hours: 'required' | 'next-shift' | 'ignore';
  readonly owner: {
    /** An owner takes leads up to capacity times this. */
    readonly overflow: number;
    /** Whether an owner's lead waits for the owner's working hours. */
    readonly respectHours: boolean;
  };
  readonly congestion: {
    /** What a rep at full capacity loses on the win logit, in millionths; in proportion below. */
    readonly perOpenShare: number;
    /** What each e-fold of the wait for a first answer, beyond five minutes, takes from the win logit, in millionths. */
    readonly delay?: number;
  };
  /**
   * What a usual lead's work costs where a rep is busy, in usual leads. Absent, as all that came with engine 2, where it weighs
   * nothing: so a policy that was released before goes on as it did, and code from before takes one that does not use it.
   */
  readonly price?: {
    /** For each hour of work that waits for the rep. */
    readonly perBacklogHour: number;
    /** For a rep who has got the daily cap; in proportion below. */
    readonly perFullDay: number;
    /** For a rep at capacity; in proportion below. */
    readonly perFullCapacity: number;
  };
  readonly work?: {
    /** Minutes of work that a lead is taken for; 0: as scoring estimates it. */
    readonly minutes: number;
    /** What is known of kinds of leads, which goes before that: the first that a lead is of holds. Left out where there are none. */
    readonly kinds?: readonly WorkKind[];
  };
  readonly waiting: {
    readonly deadlineMinutes: number;
    /** Least worth that a waiting lead counts with, workspace currency. */
    readonly floor: number;
    /** Whether leads of the line are decided together, see joint.ts. Left out where not, as `keep` is. */
    readonly joint?: boolean;
    /**
     * A lead of the line is served only while fewer hours of work than this wait for one of its candidates; one past its deadline
     * always. Left out, as by default: whatever waits for them.
     */
    readonly backlogHours?: number;
  };
  /**
   * What an amendment does to a lead that a rep has: the rep keeps it, or it is decided again. `keep` is left out, so that
   * a policy from before amendments has the bytes that it had.
   */
  readonly amend?: 'keep' | 'redecide';
  /** Hard rules, in the order in which they exclude. Left out where there are none, as `keep` is. */
  readonly rules?: readonly RequireRule[];
  /** What waiting does to rules, see relax.ts; left out where there is none, as `keep` is. */
  readonly relax?: readonly RelaxStep[];
  readonly overflow?: Overflow;
  readonly transfer?: Transfer;
}

/** What holds before a workspace releases its own policy. */
export const defaultPolicy: Policy & Required<Pick<Policy, 'price'>> = {
  version: 'default-3',
  strategy: 'value',
  objective: 'value',
  hours: 'required',
  owner: { overflow: 1, respectHours: true },
  congestion: { perOpenShare: 0, delay: 150_000 },
  price: { perBacklogHour: 0.05, perFullDay: 0.5, perFullCapacity: 1 },
  waiting: { deadlineMinutes: 1440, floor: 1 },
};

/** What came with engine 2, as it weighs nothing. */
const WEIGHTLESS = {
  delay: 0,
  price: { perBacklogHour: 0, perFullDay: 0, perFullCapacity: 0 },
  work: { minutes: 0 },
} as const;

export type ParsedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly errors: readonly string[] };

/** A policy of all settings, without those that say what holds without them. */
function lean({ amend, rules, relax, congestion, price, work, waiting, ...rest }: Policy): Policy {
  const { perOpenShare, delay = 0 } = congestion;
  const isPriced = price !== undefined && Object.values(price).some((one) => one > 0);
  return {
    ...withoutIdle(rest),
    waiting: leanWaiting(waiting),
    congestion: delay > 0 ? { perOpenShare, delay } : { perOpenShare },
    ...(isPriced ? { price } : {}),
    ...(work === undefined ? {} : leanWork(work)),
    ...(amend === 'redecide' ? { amend } : {}),
    ...(rules !== undefined && rules.length > 0 ? { rules } : {}),
    ...(relax !== undefined && relax.length > 0 ? { relax } : {}),
  };
}

const leanWaiting = ({ joint = false, ...waiting }: Policy['waiting']): Policy['waiting'] =>
  joint ? { ...waiting, joint } : waiting;

function leanWork({ minutes, kinds = [] }: NonNullable<Policy['work']>): Pick<Policy, 'work'> {
  if (kinds.length > 0) return { work: { minutes, kinds } };
  return minutes > 0 ? { work: { minutes } } : {};
}

/** What is left out is as in `unsaid`. */
function filled(given: Partial<Policy>, unsaid: Policy, version: string | undefined): Policy {
  return lean({
    ...unsaid,
    ...given,
    owner: { ...unsaid.owner, ...given.owner },
    congestion: { ...unsaid.congestion, ...given.congestion },
    price: { ...WEIGHTLESS.price, ...unsaid.price, ...given.price },
    work: { ...WEIGHTLESS.work, ...given.work },
    waiting: { ...unsaid.waiting, ...given.waiting },
    ...softFilled(given),
    version: version ?? given.version ?? unsaid.version,
  });
}

function read(body: string, unsaid: Policy, version: string | undefined): ParsedPolicy {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return { ok: false, errors: ['the policy is not JSON'] };
  }
  if (!isObject(given)) return { ok: false, errors: ['the policy must be a JSON object'] };
  const errors = settingProblems(given);
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, policy: filled(given, unsaid, version) };
}

/**
 * Reads a policy that somebody wrote, from JSON. Every setting may be left out, and is then as in defaultPolicy; an unknown or
 * wrong one is named in `errors`. `version`, if given, is the name of the release and wins over the body's.
 */
export function parsePolicy(body: string, version?: string): ParsedPolicy {
  return read(body, defaultPolicy, version);
}

/**
 * Reads the body of a release: it was filled in when it was released. What came with engine 2 and is not in it weighs nothing,
 * whatever the default is by now, so that a body from before means what it meant.
 */
export function parseReleasedPolicy(body: string, version?: string): ParsedPolicy {
  const { perOpenShare } = defaultPolicy.congestion;
  return read(body, { ...defaultPolicy, congestion: { perOpenShare }, price: WEIGHTLESS.price }, version);
}

/** The policy with all its settings: {@link parsePolicy} reads it as it is, with nothing of the default. */
export function spelledOut(policy: Policy): Policy {
  const { delay, price, work } = WEIGHTLESS;
  return { price, work, ...policy, congestion: { delay, ...policy.congestion } };
}

/** The policy as canonical JSON: the body that capsules name by hash. */
export function policyBody(policy: Policy): string {
  return canonicalJson(policy);
}
