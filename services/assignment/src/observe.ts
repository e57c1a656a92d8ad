import type { Emit } from '@leadline/contracts';

/** What the owner of a partition can say of itself at any moment. */
export interface OwnerView {
  /** Leads in the waiting lines. */
  waiting(): number;
  /** How the live view stands to the log. */
  mirror(): MirrorState;
}

export type MirrorState = 'live' | 'behind' | 'fenced';

/** Told what the log does, for metrics. Must not throw, and must cost little. */
export interface LogObserver {
  /** These records are committed. */
  emitted(emits: readonly Emit[]): void;
  owns(view: OwnerView): void;
  leaves(view: OwnerView): void;
}
