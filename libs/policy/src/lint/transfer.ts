import type { Finding } from '../finding.ts';
import type { PolicyDocument } from '../read.ts';

const workspaceOf = ({ data }: PolicyDocument): string => data.workspace ?? 'default';

/** Leads that are handed on to where they are, to where nobody may be, or in a circle. What `others` do not tell is not looked at. */
export function lintTransfer(policy: PolicyDocument, others: readonly PolicyDocument[]): readonly Finding[] {
  const to = policy.data.transfer?.workspace;
  if (to === undefined) return [];
  const own = workspaceOf(policy);
  const at = policy.placeOf(['transfer', 'workspace']);
  const finding = (severity: Finding['severity'], what: string, mend: string): readonly Finding[] => [
    { code: 'TRANSFER', severity, at, what, mend },
  ];
  if (to === own)
    return finding('error', `${own} is the workspace of this policy: no lead is handed on`, 'Name another workspace, or take it out.'); // prettier-ignore
  if (others.length > 0 && !others.some((other) => workspaceOf(other) === to))
    return finding('warning', `none of the files beside it is for the workspace ${to}: without reps there a lead waits, and is escalated there`, 'Correct the name, or give the workspace a policy and reps.'); // prettier-ignore
  const way = wayFrom(own, policy, others);
  if (way.at(-1) !== own) return [];
  return finding('warning', `leads go from ${way.join(' to ')}: none goes back to where it has been, so one for whom nobody is found ends waiting in ${way.at(-2) ?? to}`, 'Let the last of them hand on to nobody, or to another.'); // prettier-ignore
}

/** Workspaces from one on, as long as one hands on to another that is not among them; at last that which is, if there is one. */
function wayFrom(own: string, policy: PolicyDocument, others: readonly PolicyDocument[]): readonly string[] {
  const way = [own];
  let next = policy.data.transfer?.workspace;
  while (next !== undefined && !way.includes(next)) {
    way.push(next);
    const here = next;
    next = others.find((other) => workspaceOf(other) === here)?.data.transfer?.workspace;
  }
  return next === undefined ? way : [...way, next];
}
