import type { Registry } from 'prom-client';
import { gaugeIn } from './instruments.ts';
import { codeLabel } from './labels.ts';

/** How the released models stand on this instance. */
export interface ReleaseView {
  /** Releases that it follows. */
  readonly live: number;
  /** Error codes of those that it cannot follow, one entry each. */
  readonly failed: readonly string[];
}

/** Adds the gauge about released models. */
export function releaseGauge(registry: Registry, view: () => ReleaseView): void {
  gaugeIn(
    registry,
    'model_releases',
    'Releases of models that hold now, by whether this instance follows them.',
    ['result', 'code'],
    (gauge) => {
      const { live, failed } = view();
      gauge.set({ result: 'live', code: 'none' }, live);
      for (const code of failed) gauge.inc({ result: 'failed', code: codeLabel(code) });
    },
  );
}
