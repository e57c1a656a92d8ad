import type { Registry } from 'prom-client';
import { gaugeIn } from './instruments.ts';

/** What the data quality of one source looks like now. */
export interface SourceView {
  /** Name in its contract: there are as many as the operator has files. */
  readonly source: string;
  /** Leads of the day that runs. */
  readonly leads: number;
  /** Share of them in which each promised field is filled. */
  readonly filled: readonly (readonly [field: string, share: number])[];
  /** Kinds of the alarms that are open, one entry each. */
  readonly alarms: readonly string[];
}

/** Adds the gauges about sources with a contract. Sources of one name in several tenants share their samples. */
export function sourceGauges(registry: Registry, views: () => readonly SourceView[]): void {
  gaugeIn(
    registry,
    'source_leads',
    'Leads of the running day, by source with a contract.',
    ['source'],
    (gauge) => {
      for (const { source, leads } of views()) gauge.inc({ source }, leads);
    },
  );
  gaugeIn(
    registry,
    'source_filled_ratio',
    'Share of the leads of the running day in which a promised field is filled.',
    ['source', 'field'],
    (gauge) => {
      for (const { source, filled } of views())
        for (const [field, share] of filled) gauge.set({ source, field }, share);
    },
  );
  gaugeIn(
    registry,
    'source_alarms',
    'Alarms that are open: what a source promised and does not keep.',
    ['source', 'alarm'],
    (gauge) => {
      for (const { source, alarms } of views()) for (const alarm of alarms) gauge.inc({ source, alarm });
    },
  );
}
