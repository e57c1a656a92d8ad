import { LeadlineError } from '@leadline/contracts';
import { type Policy, spelledOut } from '@leadline/domain';
import { type DecisionRows, ownDecisions, type Scope } from '../audit/own-decisions.ts';

/**
 * The settings of a policy that was released before releases were kept: from what the decisions that it made name by hash. Of what
 * came with engine 2 it has nothing, and a release would fill it in: that is spelled out.
 * @throws LeadlineError LEADLINE_POLICY_UNKNOWN when no decision that is still kept names it, or more than one has the name
 */
export async function storedPolicy(rows: DecisionRows, scope: Scope, version: string): Promise<Policy> {
  const found = new Map<string, Policy>();
  for await (const { record, value } of ownDecisions(rows, scope)) {
    if (record !== 'ContentStored' || value.kind !== 'policy') continue;
    const policy = JSON.parse(value.body) as Policy;
    if (policy.version === version) found.set(value.hash, policy);
  }
  const [policy, ...others] = found.values();
  if (policy !== undefined && others.length === 0) return spelledOut(policy);
  const why =
    policy === undefined ? 'no decision that is still kept was made by it' : 'several policies had this name';
  throw new LeadlineError(
    'LEADLINE_POLICY_UNKNOWN',
    `${version} was released before releases were kept, and ${why}: apply its file instead.`,
    { where: version },
  );
}
