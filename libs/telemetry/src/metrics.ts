import type { Emit } from '@leadline/contracts';
import type { Outcome, StreamRecord } from '@leadline/stream';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { gaugeIn, instrumentsIn } from './instruments.ts';
import { type AskLag, lagGauges } from './lag-gauges.ts';
import { codeLabel, reasonLabel, topicLabel } from './labels.ts';
import { releaseGauge, type ReleaseView } from './release-gauge.ts';
import { sourceGauges, type SourceView } from './source-gauges.ts';

/** What the owner of one partition can say of itself at any moment. */
export interface PartitionView {
  waiting(): number;
  /** How the live view in Redis stands to the log. */
  mirror(): 'live' | 'behind' | 'fenced';
}

/** The Prometheus metrics of one service, in a registry of their own. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #instruments;
  readonly #partitions = new Set<PartitionView>();
  readonly #lags = new Map<string, AskLag>();

  constructor(service: string) {
    this.#registry.setDefaultLabels({ service });
    this.#instruments = instrumentsIn(this.#registry);
    collectDefaultMetrics({ register: this.#registry });
    lagGauges(this.#registry, this.#lags);
  }

  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;

  /** All metrics in the text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  /** A batch is through: its outcomes, in the order of its records. */
  handled(stage: string, records: readonly StreamRecord[], outcomes: readonly Outcome[]): void {
    const tally = new Map<string, number>();
    for (const [index, outcome] of outcomes.entries()) {
      const [kind, code] =
        outcome.kind === 'done' ? ['done', 'none'] : [outcome.failure, codeLabel(outcome.code)];
      const key = `${topicLabel(records[index]?.topic ?? '')} ${kind} ${code}`;
      tally.set(key, (tally.get(key) ?? 0) + 1);
    }
    for (const [key, count] of tally) {
      const [topic = '', outcome = '', code = ''] = key.split(' ');
      this.#instruments.records.inc({ stage, topic, outcome, code }, count);
      if (outcome === 'transient' || outcome === 'retryable')
        this.#instruments.retries.inc({ stage, topic, code }, count);
    }
  }

  retried(stage: string, topic: string, code: string, count: number): void {
    this.#instruments.retries.inc({ stage, topic: topicLabel(topic), code }, count);
  }

  took(stage: string, seconds: number): void {
    this.#instruments.batch.observe({ stage }, seconds);
  }

  /** Ms from a lead's receipt to now. */
  reached(stage: string, latencyMs: number): void {
    this.#instruments.latency.observe({ stage }, Math.max(0, latencyMs));
  }

  deadLetter(stage: string, code: string): void {
    this.#instruments.deadLetters.inc({ stage, code: codeLabel(code) });
  }

  /** At the entrance: `code` is null for what was accepted. */
  entered(kind: string, code: string | null): void {
    const result = code === null ? 'accepted' : 'refused';
    this.#instruments.intake.inc({ kind, result, code: code === null ? 'none' : codeLabel(code) });
  }

  /** Records that a stage has written for good: some of them say how a lead fared. */
  emitted(emits: readonly Emit[]): void {
    const { decisions, states, quarantined, outreach } = this.#instruments;
    for (const { record, topic, value } of emits) {
      if (value === null) continue;
      if (record === 'DecisionRecorded') decisions.inc({ path: value.path });
      else if (record === 'LeadAssigned') this.reached('assignment', Date.now() - value.receivedAt);
      else if (record === 'LeadStatus') states.inc({ state: value.state, reason: reasonLabel(value.reason) });
      else if (record === 'LeadQuarantined' && topic === 'lead.quarantined')
        for (const reason of value.reasons) quarantined.inc({ reason: reasonLabel(reason) });
      else if (record === 'OutreachSent')
        outreach.inc({ result: 'sent', channel: value.channel, reason: value.resent ? 'RESENT' : 'none' });
      else if (record === 'OutreachSkipped')
        outreach.inc({ result: 'skipped', channel: value.channel, reason: reasonLabel(value.reason) });
      else if (record === 'OutreachFailed')
        outreach.inc({ result: 'failed', channel: value.channel, reason: reasonLabel(value.errorCode) });
    }
  }

  /** Makes known at each scrape how much waits for the group, and for how long. */
  watchLag(group: string, ask: AskLag): void {
    this.#lags.set(group, ask);
  }

  /** The process owns a partition and answers for it. */
  owns(view: PartitionView): void {
    this.#partitions.add(view);
  }

  /** Somebody else owns it now. */
  leaves(view: PartitionView): void {
    this.#partitions.delete(view);
  }

  /** Adds the gauges about sources with a contract; `views` is asked at each scrape. Once per service. */
  watchSources(views: () => readonly SourceView[]): void {
    sourceGauges(this.#registry, views);
  }

  /** Adds the gauge about released models; `view` is asked at each scrape. Once per service. */
  watchReleases(view: () => ReleaseView): void {
    releaseGauge(this.#registry, view);
  }

  /** Adds the gauges about owned partitions. Once per service. */
  watchPartitions(): void {
    const views = () => [...this.#partitions];
    gaugeIn(this.#registry, 'waiting_leads', 'Leads in the waiting line.', [], (gauge) =>
      gauge.set(views().reduce((sum, view) => sum + view.waiting(), 0)),
    );
    gaugeIn(
      this.#registry,
      'redis_mirror_partitions',
      'Owned partitions, by state of their live view in Redis.',
      ['state'],
      (gauge) => {
        for (const state of ['live', 'behind', 'fenced'] as const)
          gauge.set({ state }, views().filter((view) => view.mirror() === state).length);
      },
    );
  }
}
