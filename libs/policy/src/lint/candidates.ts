import {
  buildRoster,
  compileRules,
  fitOf,
  type LeadFact,
  NOT_EXCLUDED,
  type RosterRep,
  type RoutableLead,
} from '@leadline/domain';
import type { Finding } from '../finding.ts';
import type { PlacedRule, PolicyDocument } from '../read.ts';
import { probesOf, type Said } from './probes.ts';

/** Shown at most: one hole often shows in many leads. */
const SHOWN = 20;

/** A lead of which nothing is known but what is said of it. */
const leadWith = (said: Said): RoutableLead => ({
  source: '',
  country: null,
  timeZone: null,
  language: null,
  product: null,
  dealType: null,
  score: 0,
  segment: '',
  expectedValue: 0,
  workMinutes: 0,
  leadLogit: 0,
  modelVersion: '',
  ...(said as Partial<RoutableLead>),
});

/** Kinds of lead for which no rep is a candidate, however free the reps are. */
export function lintCandidates(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Finding[] {
  if (reps.length === 0) return [];
  const roster = buildRoster(reps);
  const excludedBy = compileRules(policy.rules, roster.reps);
  const fitting = (lead: RoutableLead): readonly number[] => {
    const fit = fitOf(roster, lead, {});
    return roster.reps.flatMap((_, position) => (fit[position] === 0 ? [position] : []));
  };
  const findings: Finding[] = [];
  const holes: Said[] = [];
  for (const said of probesOf(policy.rules, reps)) {
    if (findings.length >= SHOWN) break;
    if (holes.some((known) => isPartOf(known, said))) continue;
    const lead = leadWith(said);
    const fit = fitting(lead);
    const excluded = excludedBy(lead);
    if (fit.some((position) => excluded[position] === NOT_EXCLUDED)) continue;
    holes.push(said);
    const blamed = fit.length === 0 ? null : culprit(policy.rules, excluded, fit);
    findings.push(hole(policy, said, blamed));
  }
  return findings;
}

const isPartOf = (part: Said, whole: Said): boolean =>
  Object.entries(part).every(([fact, value]) => whole[fact as LeadFact] === value);

/** The rule that excludes most of those who fit. */
function culprit(
  rules: readonly PlacedRule[],
  excluded: Int16Array,
  fit: readonly number[],
): PlacedRule | null {
  const counts = new Map<number, number>();
  for (const position of fit)
    counts.set(excluded[position] ?? 0, (counts.get(excluded[position] ?? 0) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most === undefined ? null : (rules[most[0]] ?? null);
}

function hole({ placeOf }: PolicyDocument, said: Said, rule: PlacedRule | null): Finding {
  const lead = Object.entries(said).map(([fact, value]) => `${fact} ${value}`);
  const which = lead.length === 0 ? 'any lead' : `a lead of ${lead.join(', ')}`;
  const why =
    rule === null
      ? 'no active rep has the territory, skill and language'
      : `of those who fit, the rule ${rule.id} leaves nobody`;
  return {
    code: 'NO_CANDIDATE',
    severity: 'error',
    at: placeOf(rule === null ? ['reps'] : rule.path),
    what: `nobody may take ${which}: ${why}; such leads wait until somebody may`,
    mend:
      rule === null
        ? 'Give a rep this territory, skill and language, or * of them.'
        : 'Widen what the rule requires, narrow `when`, or add a rep who meets it.',
  };
}
