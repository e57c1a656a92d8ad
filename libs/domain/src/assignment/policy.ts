import { rulesProblem } from '../policy/check.ts';
import type { RequireRule } from '../policy/rules.ts';
import { canonicalJson } from '../shared/canonical-json.ts';
import { isObject } from '../shared/is-object.ts';

/** How a workspace routes. */
export interface Policy {
  readonly version: string;
  /** `value`: the best match; `round-robin`: whoever has waited longest. */
  readonly strategy: 'value' | 'round-robin';
  /** What the best match maximises: P(win) x expected value, or P(win) alone. */
  readonly objective: 'value' | 'probability';
  /** Whether a lead goes only to reps who are at work. */
  readonly hours: 'required' | 'ignore';
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
   * What a usual lead's work costs where a rep is busy, in usual leads. Absent, as all that came with engine 2, from a policy
   * that was released before: such a policy goes on as it did.
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
  };
  readonly waiting: {
    readonly deadlineMinutes: number;
    /** Least worth that a waiting lead counts with, workspace currency. */
    readonly floor: number;
  };
  /**
   * What an amendment does to a lead that a rep has: the rep keeps it, or it is decided again. `keep` is left out, so that
   * a policy from before amendments has the bytes that it had.
   */
  readonly amend?: 'keep' | 'redecide';
  /** Hard rules, in the order in which they exclude. Left out where there are none, as `keep` is. */
  readonly rules?: readonly RequireRule[];
}

/** A policy that leaves nothing out. */
type WholePolicy = Policy & Required<Pick<Policy, 'price' | 'work'>>;

/** What holds before a workspace releases its own policy. */
export const defaultPolicy: WholePolicy = {
  version: 'default-3',
  strategy: 'value',
  objective: 'value',
  hours: 'required',
  owner: { overflow: 1, respectHours: true },
  congestion: { perOpenShare: 0, delay: 150_000 },
  price: { perBacklogHour: 0.05, perFullDay: 0.5, perFullCapacity: 1 },
  work: { minutes: 0 },
  waiting: { deadlineMinutes: 1440, floor: 1 },
};

export type ParsedPolicy =
  { readonly ok: true; readonly policy: Policy } | { readonly ok: false; readonly errors: readonly string[] };

type Shape = { readonly [key: string]: Check | Shape };
type Check = (value: unknown) => string | null;

const oneOf =
  (...names: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && names.includes(value) ? null : `must be one of ${names.join(', ')}`;
const number =
  (least: number, most: number): Check =>
  (value) =>
    typeof value === 'number' && value >= least && value <= most
      ? null
      : `must be a number from ${least} to ${most}`;
const text: Check = (value) =>
  typeof value === 'string' && value !== '' ? null : 'must be a text that is not empty';
const yesOrNo: Check = (value) => (typeof value === 'boolean' ? null : 'must be true or false');

const SHAPE: Shape = {
  version: text,
  strategy: oneOf('value', 'round-robin'),
  objective: oneOf('value', 'probability'),
  hours: oneOf('required', 'ignore'),
  owner: { overflow: number(0, 100), respectHours: yesOrNo },
  congestion: { perOpenShare: number(0, 10_000_000), delay: number(0, 10_000_000) },
  price: {
    perBacklogHour: number(0, 100),
    perFullDay: number(0, 100),
    perFullCapacity: number(0, 100),
  },
  work: { minutes: number(0, 1440) },
  waiting: { deadlineMinutes: number(1, 525_600), floor: number(0, 1_000_000_000) },
  amend: oneOf('keep', 'redecide'),
  rules: rulesProblem,
};

function problems(value: Record<string, unknown>, shape: Shape, path: string): string[] {
  return Object.entries(value).flatMap(([key, member]) => {
    const check = Object.hasOwn(shape, key) ? shape[key] : undefined;
    if (check === undefined)
      return [`${path}${key}: not a setting; known are ${Object.keys(shape).join(', ')}`];
    if (typeof check !== 'function')
      return isObject(member)
        ? problems(member, check, `${path}${key}.`)
        : [`${path}${key}: must be an object`];
    const problem = check(member);
    return problem === null ? [] : [`${path}${key}: ${problem}`];
  });
}

/** Settings that a policy leaves out are those of defaultPolicy. */
function withDefaults({ amend, rules, ...given }: Partial<Policy>, version: string): WholePolicy {
  return {
    ...defaultPolicy,
    ...given,
    ...(amend === 'redecide' ? { amend } : {}),
    ...(rules !== undefined && rules.length > 0 ? { rules } : {}),
    owner: { ...defaultPolicy.owner, ...given.owner },
    congestion: { ...defaultPolicy.congestion, ...given.congestion },
    price: { ...defaultPolicy.price, ...given.price },
    work: { ...defaultPolicy.work, ...given.work },
    waiting: { ...defaultPolicy.waiting, ...given.waiting },
    version,
  };
}

/**
 * Reads a policy from JSON. Every setting may be left out; an unknown or wrong one is named in `errors`.
 * `version`, if given, is the name of the release and wins over the body's.
 */
export function parsePolicy(body: string, version?: string): ParsedPolicy {
  let given: unknown;
  try {
    given = JSON.parse(body);
  } catch {
    return { ok: false, errors: ['the policy is not JSON'] };
  }
  if (!isObject(given)) return { ok: false, errors: ['the policy must be a JSON object'] };
  const errors = problems(given, SHAPE, '');
  if (errors.length > 0) return { ok: false, errors };
  const typed = given as Partial<Policy>;
  return { ok: true, policy: withDefaults(typed, version ?? typed.version ?? defaultPolicy.version) };
}

/** The policy as canonical JSON: the body that capsules name by hash. */
export function policyBody(policy: Policy): string {
  return canonicalJson(policy);
}
