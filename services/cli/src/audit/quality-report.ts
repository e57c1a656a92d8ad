import type { LeadQuarantined, LeadValidated } from '@leadline/contracts';

const share = (part: number): string => `${Math.round(part * 100)} %`;
const WEIGHT: Readonly<Record<string, number>> = { error: 0, warning: 1, info: 2 };

/** The quality report of a lead in words: reasons, shares, what was changed, and which rules hold, the worst first. Null: not assessed yet. */
export function qualityLines(value: LeadValidated | LeadQuarantined | null): readonly string[] {
  if (value === null) return [];
  const { completeness, validity, issues } = value.quality;
  const told = new Set(value.findings.map(({ code }) => code));
  const others = issues.filter((issue) => !told.has(issue));
  return [
    ...('reasons' in value ? [`quarantined: ${value.reasons.join(', ')}`] : []),
    `complete to ${share(completeness)}, valid to ${share(validity)}`,
    ...(others.length > 0 ? [others.join(', ')] : []),
    ...value.changes.map(changeLine),
    ...value.findings
      .toSorted((a, b) => (WEIGHT[a.severity] ?? 3) - (WEIGHT[b.severity] ?? 3))
      .map(({ code, severity, dimension, message }) => `${severity} ${code}, of ${dimension}: ${message}`),
  ];
}

function changeLine({
  field,
  from,
  to,
  rule,
  probability,
  personal,
}: LeadValidated['changes'][number]): string {
  const sure = `by ${rule}, ${Math.round(probability * 1000) / 10} % sure`;
  const before = from === null ? '' : ` from "${from}"`;
  const became = to === null ? 'written anew' : `${to}${before}`;
  return `${field}: ${became}, ${sure}${personal ? '; what it was is personal and not told here' : ''}`;
}
