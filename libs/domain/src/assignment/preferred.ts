import { compilePreferences, type PreferRule } from '../policy/preferences.ts';
import { perRoster } from './per-roster.ts';
import type { Question } from './question.ts';

/** Taken once: where code runs in a sandbox (as in tests), every look at a global costs microseconds. */
const { round } = Math;

const preferredBy = perRoster((roster, rules: readonly PreferRule[]) =>
  compilePreferences(rules, roster.reps),
);

/** The question with what its policy prefers, if that prefers anybody. */
export function withPreferences(question: Question): Question {
  const { policy, roster, lead } = question;
  if (policy.prefer === undefined) return question;
  return { ...question, preferred: preferredBy(roster, policy.prefer)(lead) };
}

/** P(win) as it counts, in millionths: preferred by 10 percent, 20 % count as 22. */
export function preferredChance(chance: number, percent: number): number {
  return percent === 0 ? chance : round((chance * (100 + percent)) / 100);
}
