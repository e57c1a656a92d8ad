import type { LeadEnriched } from '@leadline/contracts';
import {
  type Assessment,
  contractKey,
  type FieldName,
  type Observation,
  observe,
  type QualityFacts,
  type ReadValue,
  type SourceContract,
  sourceName,
  type SourceWatch,
  watchSource,
} from '@leadline/domain';
import type { Logger, SourceView } from '@leadline/service-kit';

/** A lead of a source with a contract. */
export interface SeenLead {
  readonly key: string;
  readonly seen: Observation;
  /** Epoch ms, wall clock. */
  readonly at: number;
}

interface Watched {
  readonly contract: SourceContract;
  readonly watch: SourceWatch;
  /** Alarms that were told already. */
  told: number;
}

/**
 * Watches each source with a contract over the leads that this instance judges, in the order in which they come. What it
 * knows begins with the process: a contract that is still broken after a restart raises its alarm anew. A batch that is tried
 * again counts twice.
 */
export class SourceWatches {
  readonly #watched: ReadonlyMap<string, Watched>;
  readonly #log: Pick<Logger, 'warn'>;

  constructor(contracts: Iterable<SourceContract>, log: Pick<Logger, 'warn'>) {
    this.#watched = new Map(
      [...contracts].map((contract) => {
        const watch = watchSource(contract, { seesAll: false });
        return [contractKey(contract), { contract, watch, told: 0 }] as const;
      }),
    );
    this.#log = log;
  }

  /** Sees a lead as its contract does; null where the source has none, or the lead is repaired or changed rather than sent. */
  see(
    lead: LeadEnriched,
    { readings, language }: QualityFacts,
    { reasons, lead: { quality } }: Assessment,
  ): SeenLead | null {
    const key = contractKey({ tenant: lead.tenant, source: sourceName(lead) });
    const watched = this.#watched.get(key);
    if (watched === undefined || lead.attempt > 1) return null;
    const judgement = { reasons, issues: quality.issues };
    const seen = observe(lead, readBy(readings, language), judgement, watched.contract);
    return { key, seen, at: lead.receivedAt };
  }

  /** Counts leads, and tells of contracts that they break. */
  add(leads: readonly SeenLead[]): void {
    for (const { key, seen, at } of leads) this.#watched.get(key)?.watch.add(seen, at);
    for (const key of new Set(leads.map((lead) => lead.key))) this.#tell(this.#watched.get(key)!);
  }

  /** For gauges. */
  views(): readonly SourceView[] {
    return [...this.#watched.values()].map(({ contract, watch }) => {
      const { leads = 0, fields } = watch.today()?.profile ?? {};
      const promised = Object.keys(contract.fields) as readonly FieldName[];
      return {
        source: contract.source,
        leads,
        filled:
          fields === undefined || leads === 0
            ? []
            : promised.map((name) => [name, fields[name].filled / leads]),
        alarms: watch.alarms().flatMap(({ kind, until }) => (until === null ? [kind] : [])),
      };
    });
  }

  #tell(watched: Watched): void {
    const alarms = watched.watch.alarms();
    for (const { source, kind, field, since, promised, found, chance } of alarms.slice(watched.told))
      this.#log.warn(
        { code: 'LEADLINE_CONTRACT_BROKEN', source, alarm: kind, field, since, promised, found, chance },
        'a source breaks its contract',
      );
    watched.told = alarms.length;
  }
}

/** Values as this stage has read them already. */
function readBy(readings: QualityFacts['readings'], language: string | null): ReadValue {
  const known: Partial<Record<FieldName, string | null>> = {
    ...Object.fromEntries(
      Object.entries(readings).map(([field, reading]) => [field, reading?.value ?? null]),
    ),
    language,
  };
  return (field) => known[field] ?? null;
}
