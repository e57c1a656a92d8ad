import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHART, ROOT } from './folders.ts';

const TEMPLATE = readFileSync(join(CHART, 'templates/alerts.yaml'), 'utf8');
const HELPERS = readFileSync(join(CHART, 'templates/_helpers.tpl'), 'utf8');

/** Names of the chart's alerts. */
export const ALERTS: readonly string[] = [
  ...new Set([...TEMPLATE.matchAll(/- alert: (\w+)/g)].map((match) => match[1] ?? '')),
];

/** Metrics that the alerts ask for. */
export const METRICS: ReadonlySet<string> = new Set(
  `${TEMPLATE}${HELPERS}`.match(
    /\b(leadline_[a-z_]+|process_start_time_seconds|nodejs_[a-z0-9_]+)\b(?=[{[)])/g,
  ),
);

/** Alerts that the runbook tells what to do about: the table of docs/kubernetes.md. */
export function runbook(): readonly string[] {
  const text = readFileSync(join(ROOT, 'docs/kubernetes.md'), 'utf8');
  return [...text.matchAll(/^\| `(Leadline\w+)`/gm)].map((match) => match[1] ?? '');
}
