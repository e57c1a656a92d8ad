import { type Policy, type Usual, usualWith, yardstickOf, type Yardstick } from '@leadline/domain';
import type { RecordedLead } from './recorded.ts';

/**
 * What prices are measured in under a policy, for recorded leads one after another. A yardstick that was recorded is in the unit
 * of the policy that decided then: a policy with another objective is measured by the mean of the leads that came before, as
 * the engine takes it, from 0 at the first. So is what engine 1 decided, which recorded none.
 */
export function measureUnder(policy: Policy): (lead: RecordedLead) => Yardstick {
  let usual: Usual | undefined;
  return ({ question, engine }) => {
    const own = yardstickOf(policy, usual);
    usual = usualWith(question.lead, policy, usual);
    if (engine === 1) return own;
    return policy.objective === question.policy.objective
      ? question.yardstick
      : { ...question.yardstick, worth: own.worth };
  };
}
