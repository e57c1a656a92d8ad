import type { Moment } from './candidates.ts';
import type { Prices } from './prices.ts';
import type { Roster } from './roster.ts';
import type { RoutableLead } from './state.ts';
import type { Yardstick } from './usual.ts';

/** All that a decision sees. Columns are in roster order, as they stood just before the lead. */
export interface Question extends Moment {
  readonly leadId: string;
  readonly attempt: number;
  readonly lead: RoutableLead;
  readonly policyHash: string;
  readonly roster: Roster;
  readonly rosterHash: string;
  /** Win logits in millionths; null: the model does not know the rep. */
  readonly logits: readonly (number | null)[];
  readonly open: readonly number[];
  readonly today: readonly number[];
  readonly pointers: readonly number[];
  /** Minutes of work that wait for each rep. Engine 1 did not know them: all 0. */
  readonly backlog: readonly number[];
  /** Null: none were released, or by an engine that knew none. */
  readonly prices: Prices | null;
  readonly pricesHash: string | null;
  /** What prices are measured in. Engine 1 had none: all 0. */
  readonly yardstick: Yardstick;
  /** The account's owner, then the rep of the person's earlier lead. */
  readonly owners: readonly Owner[];
  readonly declined: readonly string[];
  /** Minutes of waiting by which steps of the policy have been taken for the lead; 0: none. */
  readonly waited: number;
  /** Workspaces that the lead has been in, this one last. Absent: the policy hands no lead on. */
  readonly been?: readonly string[];
  /** Rep named by a command; no rule is asked. */
  readonly target: string | null;
  /** New leads that each rep got in the local hour and week. Absent: the policy has no caps. */
  readonly thisHour?: readonly number[];
  readonly thisWeek?: readonly number[];
  /** Pass of each rep's latest turn of a weighted rotation; null: none yet. Absent: the rotation has no weights. */
  readonly passes?: readonly (number | null)[];
  /** What each rep was given lately, cents or millionths of a win. Absent: the policy keeps no fairness. */
  readonly given?: readonly number[];
  /** Absent: the policy does not explore, or nobody knows a salt. */
  readonly draw?: Draw;
  /**
   * By rep: what the rep's next seat is worth more to other leads of a joint step than that of the candidate whom they want least, as
   * worth is counted. Absent, as is a rep at 0: nobody wants it more, or the lead is decided alone. See joint.ts.
   */
  readonly seats?: Readonly<Record<string, number>>;
  /** By how many percent more each rep counts; follows from lead, roster and policy. Absent: the policy prefers nobody. */
  readonly preferred?: Uint32Array;
}

/** What decides whether a lead is tried with another rep than the best. */
export interface Draw {
  /** 52 bits of a hash. */
  readonly u: number;
  /** By what the salt of that hash can be told from another. */
  readonly salt: string;
  /** Size of a deal above which the best gets it, cents; null: no lead has been seen yet. */
  readonly top: number | null;
  /** Part of the time to its deadline that the lead has waited, millionths. */
  readonly late: number;
  /** Leads that were explored today before this one. Absent: the policy sets no limit to a day. */
  readonly explored?: number;
}

export interface Owner {
  readonly repId: string;
  readonly why: 'ACCOUNT_OWNER' | 'EARLIER_REP';
}

/** A candidate in full. */
export interface Match {
  readonly rep: string;
  /** P(win) with the load as it is, millionths. */
  readonly chance: number;
  /** Cents of expected value, or millionths of a win. */
  readonly worth: number;
  /** What the rep's time costs, in the same. */
  readonly price: number;
  /** By what matches are compared. */
  readonly net: number;
  readonly share: number;
  readonly pointer: number;
  /** The model does not know the rep: the lead's own logit stands in. */
  readonly unscored: boolean;
  /** Minutes of work that wait for the rep. */
  readonly backlog: number;
  /** What the rep's next seat is worth to other leads, in the same. Absent: nothing more than that of others. */
  readonly seat?: number;
  /** By how many percent more the match counts. Absent: the policy prefers nobody. */
  readonly preferred?: number;
  /** Pass of the turn that this would be. Absent: the rotation has no weights. */
  readonly due?: number;
  /** How the rep stands to the fairness band, and what was given to the rep in millionths of a fair share. */
  readonly fairness?: { readonly standing: 0 | 1 | 2; readonly share: number };
}

/** How an engine looks at candidates: what each is worth, and which of two comes first. */
export interface Weighing {
  readonly matchOf: (question: Question, index: number) => Match;
  readonly byValue: (a: Match, b: Match) => number;
}
