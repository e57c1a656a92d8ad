import type { OutcomeFault, ScoringCard } from '@leadline/domain';
import type { Line } from './train/platt.ts';
import type { LeadKind } from './train/lead-part.ts';

/** An estimate with the interval that holds the truth in 95 % of cases. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How good the lead part and the whole model were on deals that they had not seen (the latest ones). */
export interface Metrics {
  readonly trainedOn: number;
  readonly heldOut: number;
  readonly baseRate: number;
  /** Chance that a won deal scores above a lost one; `lead`: without the reps; low and high: of the model. */
  readonly auc: {
    readonly lead: number;
    readonly model: number;
    readonly low: number;
    readonly high: number;
  };
  readonly logLoss: { readonly lead: number; readonly model: number; readonly baseRate: number };
  /** Log loss saved per deal, paired: by the model over the base rate, by the reps over the lead part, by trees over a linear one. */
  readonly gain: { readonly model: Estimate; readonly reps: Estimate; readonly trees: Estimate };
  readonly calibration: Calibration;
  /**
   * How much of the predicted difference between reps showed in outcomes (1: all; 0: none), where it is known how reps were
   * chosen; null: nowhere.
   */
  readonly uplift: (Estimate & { readonly deals: number }) | null;
}

export interface Calibration extends Line {
  /** Debiased expected calibration error once corrected by intercept and slope (which are 0 and 1 where nothing is to correct). */
  readonly error: number;
  /** Tenths of the held-out deals by predicted chance: what was predicted, what happened. */
  readonly bins: readonly {
    readonly deals: number;
    readonly predicted: number;
    readonly happened: number;
  }[];
  /** More (or fewer) wins than predicted, in standard deviations of chance; by rep: in the order of the columns. */
  readonly bySegment: Readonly<Record<string, number>>;
  readonly byRep: readonly number[];
  /** What was predicted and what happened, by segment and by rep (in the order of the columns). */
  readonly groups: {
    readonly segments: Readonly<Record<string, CalibrationGroup>>;
    readonly reps: readonly CalibrationGroup[];
  };
}

/** Means over some of the held-out deals; 0 where there are none. */
export interface CalibrationGroup {
  readonly deals: number;
  readonly predicted: number;
  readonly happened: number;
}

/** What waiting and load take from the log-odds of a win. Neither is ever negative. */
export interface Congestion {
  /** For each e-fold of the wait beyond five minutes: value x ln(minutes / 5). */
  readonly perLogWait: Estimate;
  /** For each new lead that the rep had already got on that day. */
  readonly perNewLead: Estimate;
  /** What the deals had on average: ln(minutes / 5), and new leads of the day. */
  readonly average: { readonly logWait: number; readonly newLeads: number };
  /** Deals of which both are known. */
  readonly deals: number;
}

/**
 * How much likelier, in log-odds, leads given wholly out of turn were won than the same reps' leads in turn, for a rep who looks
 * better than the others by a standard deviation; all that is known of the lead allowed for. It is 0 where nobody picks reps by
 * what no field tells: whoever does makes those look better who get the picks.
 */
export interface Picks extends Estimate {
  /** Correlation of how many leads reps got out of turn with how they look. */
  readonly leaning: number;
  readonly deals: number;
  /** What reps seem to be better at cannot be told from what they were given. */
  readonly found: boolean;
}

/** What the deals say about a kind of difference between reps: its standard deviation, log-odds. */
export interface Claim extends Estimate {
  /** The interval rules out that there is none. */
  readonly claimed: boolean;
  readonly words: string;
}

/** Everything about a model that is not in its ONNX file: `model.json`. */
export interface ModelCard extends ScoringCard {
  readonly format: 2;
  /** SHA-256 of the ONNX bytes and of everything else in the card. */
  readonly version: string;
  /** SHA-256 of the feature code that it was trained with. */
  readonly featureHash: string;
  readonly features: readonly string[];
  readonly segments: readonly string[];
  readonly leadPart: LeadKind;
  readonly reps: RepTables;
  /** Standard deviations (log-odds) that the rep effects were shrunk with; 0: none found. A new rep is 0 give or take `rep`. */
  readonly spread: { readonly rep: number; readonly segment: number };
  /** Further fields in which reps were allowed to differ; spread 0: what was found there would not have foretold anything. */
  readonly tried?: readonly (Estimate & { readonly field: string })[];
  /**
   * How far the tiers of a team differ by kind of deal, which stands in `reps.traits` for each rep: the standard deviation it was
   * shrunk with, and its interval. Absent: it is not known who is of which tier.
   */
  readonly tiers?: Estimate;
  /** Further correction of the lead part by kind of deal: intercept + slope x log-odds. Absent: none. */
  readonly dealTypes?: Readonly<Record<string, Line>>;
  /** Absent: wait and load are not known of the deals. Where it is there, log-odds are those of an answer at once, at the average load. */
  readonly congestion?: Congestion;
  /** Absent: it is not known who was picked and who had the turn. */
  readonly picks?: Picks;
  readonly claims: { readonly reps: Claim; readonly fit: Claim };
  /** Whether it may be put in charge: it beats the base rate on deals that it has not seen. */
  readonly release: { readonly allowed: boolean; readonly reason: string };
  /** What it cannot know, in words. */
  readonly caveats: readonly string[];
  /** The deals it was trained on: first and last, epoch ms. */
  readonly window: { readonly from: number; readonly to: number };
  readonly metrics: Metrics;
  /** Deals that were left out because their outcome breaks its contract, by fault. */
  readonly refused?: Readonly<Partial<Record<OutcomeFault, number>>>;
}

/** What reps add to a lead's log-odds: their own effect and that in the lead's segment. */
export interface RepTables {
  /** By column of a rep. */
  readonly effects: readonly number[];
  /** Standard deviation of what is not known of each effect. */
  readonly deviations: readonly number[];
  /** By segment, one per rep each. Other segments have none. */
  readonly segments: readonly (readonly number[])[];
  /** What single features add, times their value: one per rep each. Absent: nothing. */
  readonly traits?: readonly { readonly feature: string; readonly effects: readonly number[] }[];
}

/** A model as it lies in its folder. */
export interface TrainedModel {
  readonly onnx: Uint8Array;
  readonly card: ModelCard;
}
