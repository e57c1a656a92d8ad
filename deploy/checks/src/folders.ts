import { join } from 'node:path';

/** Folder of the repository. */
export const ROOT = join(import.meta.dirname, '../../..');
export const CHART = join(ROOT, 'deploy/helm/leadline');

/** Services that the chart and the compose file run. */
export const SERVICES = [
  'intake',
  'enrichment',
  'data-quality',
  'scoring',
  'assignment',
  'outreach',
] as const;
