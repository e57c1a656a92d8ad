import { ALWAYS } from '../policy/condition.ts';
import type { RequireRule } from '../policy/rules.ts';
import { fitOf } from './candidates.ts';
import type { Policy } from './policy.ts';
import type { Roster } from './roster.ts';
import type { RoutableLead } from './state.ts';

/** What waiting has brought about for a lead. */
export interface Eased {
  /** Ids of rules that hold no more. */
  readonly dropped: readonly string[];
  /** The team that may take it whatever rules and territories say. Absent: none yet. */
  readonly team?: string;
}

/** The way on which a lead came to a rep whom all rules together would have kept from it. */
export type EasedPath = `relaxed-${number}` | 'overflow';

type Steps = Pick<Policy, 'relax' | 'overflow' | 'transfer'>;
type Rules = readonly RequireRule[];

const NO_RULES: Rules = [];

/** Made once for each policy: what is compiled for a roster is found by the very list of rules. */
const rulesBySteps = new WeakMap<Policy, Map<number, Rules>>();
const membersOnly = new WeakMap<NonNullable<Policy['overflow']>, Rules>();

const inOrder = ({ relax = [] }: Steps) => relax.toSorted((a, b) => a.afterMinutes - b.afterMinutes);

/** Minutes of waiting at which the next step is taken, after those that have been; null: there is none. */
export function nextStep({ relax = [], overflow, transfer }: Steps, waited: number): number | null {
  const steps = [...relax, ...[overflow, transfer].filter((step) => step !== undefined)];
  const minutes = steps.map((step) => step.afterMinutes);
  const first = minutes.filter((after) => after > waited).reduce((a, b) => Math.min(a, b), Infinity);
  return first === Infinity ? null : first;
}

const stepsTaken = ({ relax = [] }: Steps, waited: number): number =>
  relax.filter(({ afterMinutes }) => afterMinutes <= waited).length;

/** Rules that still hold after some of the steps, in order. */
function rulesAfter(policy: Policy, steps: number): Pick<Policy, 'rules'> {
  const { rules } = policy;
  if (steps === 0 || rules === undefined) return policy;
  const known = rulesBySteps.get(policy) ?? new Map<number, Rules>();
  rulesBySteps.set(policy, known);
  const dropped = new Set(
    inOrder(policy)
      .slice(0, steps)
      .flatMap(({ drop }) => drop),
  );
  const left = known.get(steps) ?? rules.filter(({ id }) => !dropped.has(id));
  known.set(steps, left);
  return { rules: left };
}

/** The rules that hold for a lead that has waited so long. */
export const rulesFor = (policy: Policy, waited: number): Rules =>
  rulesAfter(policy, stepsTaken(policy, waited)).rules ?? NO_RULES;

/** Whether the team of the policy's overflow may take a lead that has waited so long. */
export const overflows = ({ overflow }: Steps, waited: number): boolean =>
  overflow !== undefined && overflow.afterMinutes <= waited;

/** What steps have changed for a lead that has waited so long; null: nothing. */
export function easedBy(policy: Policy, waited: number): Eased | null {
  const left = rulesFor(policy, waited);
  const dropped = (policy.rules ?? []).filter((rule) => !left.includes(rule)).map(({ id }) => id);
  if (policy.overflow !== undefined && overflows(policy, waited))
    return { dropped, team: policy.overflow.team };
  return dropped.length > 0 ? { dropped } : null;
}

/** As fitOf, for a lead that has waited so long. Nobody is excluded whom it would not exclude without having waited. */
export function fitAfter(roster: Roster, lead: RoutableLead, policy: Policy, waited: number): Uint8Array {
  const fit = fitOf(roster, lead, rulesAfter(policy, stepsTaken(policy, waited)));
  const { overflow } = policy;
  if (overflow === undefined || overflow.afterMinutes > waited) return fit;
  const rules = membersOnly.get(overflow) ?? [{ id: overflow.team, when: ALWAYS, require: overflow.members }];
  membersOnly.set(overflow, rules);
  // A lead without a country fits all territories.
  const ofTeam = fitOf(roster, { ...lead, country: null }, { rules });
  // Skill and language come before rules: who belongs to the team is asked without them.
  const members = fitOf(roster, { ...lead, country: null, product: null, language: null }, { rules });
  // Of a member the team's code stands: what still excludes, as language does, has to be told.
  return fit.map((code, index) => (code === 0 || members[index] !== 0 ? code : (ofTeam[index] ?? code)));
}

/** By how few of the steps taken a rep came to be a candidate; null: by none of them. */
export function easedPath(
  roster: Roster,
  lead: RoutableLead,
  policy: Policy,
  { waited, index }: { readonly waited: number; readonly index: number },
): EasedPath | null {
  for (let steps = 0; steps <= stepsTaken(policy, waited); steps += 1)
    if (fitOf(roster, lead, rulesAfter(policy, steps))[index] === 0)
      return steps === 0 ? null : `relaxed-${steps}`;
  return 'overflow';
}
