import { countsOf } from '../report/figures/groups.ts';
import { type Rate, rateOf } from '../report/figures/statistics.ts';
import type { SeenOutcome, SeenRep } from './facts.ts';

/** Outcomes against their contract. */
export interface OutcomeQuality {
  /** Outcomes that break it, of all: no model learns from them. */
  readonly faulty: Rate;
  /** Of all, those that intake has put on deal.quarantined. */
  readonly keptBack: Rate;
  /** An outcome may have several. */
  readonly faults: readonly { readonly fault: string; readonly outcomes: Rate }[];
  /** By what became of the lead. */
  readonly outcomes: readonly { readonly outcome: string; readonly faulty: Rate }[];
}

/** Profiles of reps against their contract, as they are now. */
export interface RepQuality {
  readonly faulty: Rate;
  readonly faults: readonly {
    readonly fault: string;
    readonly reps: Rate;
    /** All that have it, as tenant/repId, sorted. */
    readonly who: readonly string[];
  }[];
}

export function outcomeQuality(all: readonly SeenOutcome[]): OutcomeQuality {
  const faulty = all.filter(({ faults }) => faults.length > 0);
  return {
    faulty: rateOf(faulty.length, all.length),
    keptBack: rateOf(all.filter(({ isKeptBack }) => isKeptBack).length, all.length),
    faults: countsOf(faulty.flatMap(({ faults }) => faults)).map(([fault, count]) => ({
      fault,
      outcomes: rateOf(count, all.length),
    })),
    outcomes: countsOf(all.map(({ outcome }) => outcome)).map(([outcome, count]) => ({
      outcome,
      faulty: rateOf(faulty.filter((one) => one.outcome === outcome).length, count),
    })),
  };
}

export function repQuality(all: readonly SeenRep[]): RepQuality {
  const faulty = all.filter(({ faults }) => faults.length > 0);
  return {
    faulty: rateOf(faulty.length, all.length),
    faults: countsOf(faulty.flatMap(({ faults }) => faults)).map(([fault, count]) => ({
      fault,
      reps: rateOf(count, all.length),
      who: faulty
        .filter(({ faults }) => faults.includes(fault))
        .map(({ tenant, repId }) => `${tenant}/${repId}`)
        .toSorted(),
    })),
  };
}
