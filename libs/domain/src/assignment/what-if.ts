import { compileRules } from '../policy/rules.ts';
import { EXCLUSIONS, type Exclusion } from './candidates.ts';
import { choose, type Choice } from './choose.ts';
import { engine2 } from './engine-2.ts';
import type { Question, Weighing } from './question.ts';
import { rulesFor } from './relax.ts';
import { leastChance, valueAbove, valueBelow } from './turning-points.ts';
import { withAway, withFull, without } from './what-facts.ts';

/** One thing that could have been otherwise. */
export type Change =
  /** P(win) of the runner-up, millionths: the least at which that rep gets the lead. */
  | { readonly kind: 'chance'; readonly rep: string; readonly from: number; readonly to: number }
  /** Expected value of the lead: the nearest, to the cent, at which another answer comes. */
  | { readonly kind: 'value'; readonly from: number; readonly to: number }
  /** The rep who gets the lead is not at work, or takes no more. */
  | { readonly kind: 'away' | 'full'; readonly rep: string }
  /** A rule of the policy does not exist. */
  | { readonly kind: 'rule'; readonly rule: string }
  /** Nobody is excluded by this code. */
  | { readonly kind: 'exclusion'; readonly exclusion: Exclusion }
  /** Nobody comes before all others; nobody has named a rep; no other lead of a joint step wants anybody more. */
  | { readonly kind: 'owner' | 'command' | 'alone' };

/**
 * What would have come of a change: decided again, with nothing else changed. `rep` null: the lead would have waited, or have gone on
 * to another workspace (`to`).
 */
export type WhatIf = Change & { readonly gives: Pick<Choice, 'rep' | 'path' | 'reason' | 'to'> };

/** Rules tried at most, the first ones of the policy that exclude somebody. */
const MOST_RULES = 20;

type Decide = (change: Partial<Question>) => Choice;

/**
 * What would have changed the answer, each decided again with the changed facts: some hundred decisions at most. A change that
 * leaves the answer as it was is left out.
 */
export function whatIf(question: Question, weighing: Weighing = engine2): readonly WhatIf[] {
  const decide: Decide = (change) => choose({ ...question, ...change }, weighing);
  const answer = decide({});
  const tried = [
    ...commanded(question, decide),
    ...(question.target === null ? whoElse(question, answer, decide) : []),
  ];
  return tried.filter(({ gives }) => gives.rep !== answer.rep || gives.to !== answer.to);
}

const outcome = ({ rep, path, reason, to }: Choice): WhatIf['gives'] => ({
  rep,
  path,
  reason,
  ...(to === undefined ? {} : { to }),
});

const commanded = ({ target }: Question, decide: Decide): readonly WhatIf[] =>
  target === null ? [] : [{ kind: 'command', gives: outcome(decide({ target: null })) }];

function whoElse(question: Question, answer: Choice, decide: Decide): readonly WhatIf[] {
  return [
    ...byChance(question, answer, decide),
    ...byValue(question, decide),
    ...byAbsence(question, answer, decide),
    ...(question.owners.length === 0
      ? []
      : [{ kind: 'owner', gives: outcome(decide({ owners: [] })) } as const]),
    ...(question.seats === undefined
      ? []
      : [{ kind: 'alone', gives: outcome(decide({ seats: {} })) } as const]),
    ...byRules(question, answer, decide),
    ...byExclusions(question, answer, decide),
  ];
}

/** Of whom the lead would have to be how likely: the first of those who did not get it. */
function byChance(question: Question, answer: Choice, decide: Decide): readonly WhatIf[] {
  const runnerUp = answer.best.find(({ rep }) => rep !== answer.rep);
  if (answer.reason !== 'HIGHEST_VALUE' || runnerUp === undefined) return [];
  const least = leastChance(question, runnerUp.rep, decide);
  if (least === null) return [];
  const to = least.best.find(({ rep }) => rep === runnerUp.rep)?.chance ?? 0;
  return [{ kind: 'chance', rep: runnerUp.rep, from: runnerUp.chance, to, gives: outcome(least) }];
}

function byValue(question: Question, decide: Decide): readonly WhatIf[] {
  const from = question.lead.expectedValue;
  return [valueBelow(question, decide), valueAbove(question, decide)]
    .filter((found) => found !== null)
    .map(({ value, choice }) => ({ kind: 'value', from, to: value, gives: outcome(choice) }));
}

function byAbsence(question: Question, { rep }: Choice, decide: Decide): readonly WhatIf[] {
  if (rep === null) return [];
  const away = question.policy.hours !== 'ignore' ? [withAway(question, rep)] : [];
  return [
    ...away.map((change) => ({ kind: 'away', rep, gives: outcome(decide(change)) }) as const),
    { kind: 'full', rep, gives: outcome(decide(withFull(question, rep))) },
  ];
}

function byRules(
  { policy, waited, roster, lead }: Question,
  { codes }: Choice,
  decide: Decide,
): readonly WhatIf[] {
  const rules = rulesFor(policy, waited);
  if (rules.length === 0 || !codes.includes(EXCLUSIONS.indexOf('RULE').toString(36))) return [];
  const excluding = new Set(compileRules(rules, roster.reps)(lead));
  return rules
    .filter((_, position) => excluding.has(position))
    .slice(0, MOST_RULES)
    .map(({ id }) => {
      const left = (policy.rules ?? []).filter((rule) => rule.id !== id);
      return { kind: 'rule', rule: id, gives: outcome(decide({ policy: { ...policy, rules: left } })) };
    });
}

function byExclusions(question: Question, { codes }: Choice, decide: Decide): readonly WhatIf[] {
  return EXCLUSIONS.flatMap((exclusion, code) => {
    if (!codes.includes(code.toString(36))) return [];
    const change = without(question, exclusion, codes);
    return change === null ? [] : [{ kind: 'exclusion', exclusion, gives: outcome(decide(change)) } as const];
  });
}
