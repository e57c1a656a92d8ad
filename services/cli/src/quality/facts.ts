import type { Observation, OutcomeFault, RepFault } from '@leadline/domain';
import type { SourceDay } from './days.ts';

/** A lead as the quality of its source is judged by; nothing in it says who the person is. */
export interface SeenLead {
  readonly tenant: string;
  /** See sourceName. */
  readonly source: string;
  /** When it came about, by the clock of its workspace, epoch ms. */
  readonly at: number;
  readonly seen: Observation;
  readonly isDuplicate: boolean;
}

/** An outcome, and how it breaks its contract. */
export interface SeenOutcome {
  readonly tenant: string;
  /** Source of its lead; null: a deal, or a lead that is no longer known. */
  readonly source: string | null;
  readonly at: number;
  readonly outcome: string;
  readonly faults: readonly OutcomeFault[];
  /** Intake has put it into quarantine; other faults show only once lead and rep are known. */
  readonly isKeptBack: boolean;
}

/** A rep as last told of, and how the profile breaks its contract. */
export interface SeenRep {
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  readonly faults: readonly RepFault[];
}

/** What the topics say of the quality of data. */
export interface QualityFacts {
  readonly leads: readonly SeenLead[];
  /** Days that `leadline quality keep` has kept; of one day there may be several, of which the one of most leads holds. */
  readonly kept: readonly SourceDay[];
  readonly outcomes: readonly SeenOutcome[];
  readonly reps: readonly SeenRep[];
}
