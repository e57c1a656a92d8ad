import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const LATENCY_MS = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000];
const BATCH_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What every service can count and measure. Label values are constants of the code or of the topic and error tables. */
export function instrumentsIn(registry: Registry) {
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name: `leadline_${name}`, help, labelNames, registers });
  return {
    records: counter('records_total', 'Records handled, by outcome.', ['stage', 'topic', 'outcome', 'code']),
    retries: counter('retries_total', 'Records that come again.', ['stage', 'topic', 'code']),
    deadLetters: counter('dead_letters_total', 'Records put into the dead letters.', ['stage', 'code']),
    decisions: counter('decisions_total', 'Routing decisions, by path.', ['path']),
    states: counter('lead_states_total', 'Changes of a lead to a state.', ['state', 'reason']),
    quarantined: counter('quarantined_total', 'Reasons of quarantine; a lead may have several.', ['reason']),
    outreach: counter('outreach_total', 'First contacts, by result.', ['result', 'channel', 'reason']),
    intake: counter('intake_total', 'Leads and events at the entrance.', ['kind', 'result', 'code']),
    batch: new Histogram({
      name: 'leadline_batch_duration_seconds',
      help: 'From taking a batch to its acknowledged outputs.',
      labelNames: ['stage'],
      buckets: BATCH_SECONDS,
      registers,
    }),
    latency: new Histogram({
      name: 'leadline_stage_latency_ms',
      help: "From a lead's receipt to its being done with in this stage.",
      labelNames: ['stage'],
      buckets: LATENCY_MS,
      registers,
    }),
  };
}

/** A gauge whose samples are set by `collect` at each scrape. */
export function gaugeIn<L extends string>(
  registry: Registry,
  name: string,
  help: string,
  labelNames: readonly L[],
  collect: (gauge: Gauge<L>) => Promise<void> | void,
): void {
  const gauge: Gauge<L> = new Gauge({
    name: `leadline_${name}`,
    help,
    labelNames,
    registers: [registry],
    collect: () => {
      gauge.reset();
      return collect(gauge);
    },
  });
}
