import { repsFor, type RosterRep } from '@leadline/domain';
import type { Finding } from '../finding.ts';
import type { PlacedRule, PolicyDocument } from '../read.ts';
import { implies, isEmpty, reachOf } from './reach.ts';

/** Rules that can never act, and those that change nothing. */
export function lintRules(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  return [
    ...unreachable(policy),
    ...policy.rules.flatMap((rule, index) => shadowed(policy, rule, index, reps)),
    ...(reps.length === 0 ? [] : policy.rules.flatMap((rule) => withoutEffect(policy, rule, reps))),
  ];
}

function unreachable({ rules, placeOf }: PolicyDocument): readonly Finding[] {
  return rules.flatMap(({ id, when, path }) => {
    const contradiction = [...reachOf(when)].find(([, range]) => isEmpty(range));
    if (contradiction === undefined) return [];
    return [
      {
        code: 'RULE_UNREACHABLE',
        severity: 'error',
        at: placeOf([...path, 'when']),
        what: `no lead can meet \`when\` of the rule ${id}: it leaves no value of ${contradiction[0]}`,
        mend: 'Correct the condition, or take the rule out.',
      },
    ];
  });
}

/** A rule that excludes nobody whom another one does not exclude; of two that say the same, the later one. */
function shadowed(
  { rules, placeOf }: PolicyDocument,
  rule: PlacedRule,
  index: number,
  reps: readonly RosterRep[],
): readonly Finding[] {
  const by = rules.find(
    (other, position) =>
      position !== index && subsumes(other, rule, reps) && (position < index || !subsumes(rule, other, reps)),
  );
  if (by === undefined) return [];
  return [
    {
      code: 'RULE_SHADOWED',
      severity: 'warning',
      at: placeOf(rule.path),
      what: `the rule ${rule.id} changes nothing: wherever it applies, ${by.id} excludes the same reps and more`,
      mend: `Take it out, or make ${by.id} narrower.`,
    },
  ];
}

function subsumes(other: PlacedRule, rule: PlacedRule, reps: readonly RosterRep[]): boolean {
  if (!implies(rule.when, other.when)) return false;
  return implies(other.require, rule.require) || fewer(other, rule, reps);
}

/** Whether all reps of whom `other` holds meet `rule`, too. */
function fewer(other: PlacedRule, rule: PlacedRule, reps: readonly RosterRep[]): boolean {
  const [allowed, wanted] = [repsFor(other.require, reps), repsFor(rule.require, reps)];
  return (
    allowed !== null && wanted !== null && allowed.length > 0 && allowed.every((rep) => wanted.includes(rep))
  );
}

function withoutEffect(
  { placeOf }: PolicyDocument,
  rule: PlacedRule,
  reps: readonly RosterRep[],
): readonly Finding[] {
  const allowed = repsFor(rule.require, reps);
  if (allowed === null || allowed.length < reps.length) return [];
  return [
    {
      code: 'RULE_WITHOUT_EFFECT',
      severity: 'warning',
      at: placeOf(rule.path),
      what: `the rule ${rule.id} excludes nobody: all ${reps.length} reps meet it`,
      mend: 'Take it out, or correct what it requires.',
    },
  ];
}
