import type { LeadValidated } from '@leadline/contracts';
import type { Assessment, Change } from '@leadline/domain';

/** Longer texts say no more of what was changed, and must not swell a record. */
const LONGEST = 200;
/** Fields of the contact block: what they became is as personal as what they were. */
const CONTACT: ReadonlySet<string> = new Set(['email', 'phone']);

/** The lead's quality report as its records carry it: without what says who the person is. */
export function reportOf({ changes, findings }: Assessment): Pick<LeadValidated, 'changes' | 'findings'> {
  return { changes: changes.map(toldChange), findings };
}

function toldChange({ field, from, to, rule, confidence: probability, personal }: Change) {
  const told = {
    from: personal ? null : shortened(from),
    to: CONTACT.has(field) ? null : shortened(to),
  };
  return { field, ...told, rule, probability, personal };
}

function shortened<Text extends string | null>(text: Text): Text | string {
  return text === null || text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
