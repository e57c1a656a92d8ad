import { STATES, type LeadState } from '../audit/lead-states.ts';
import { inPeriod, type Period } from '../export/period.ts';
import type { LeadFacts } from './facts/lead-facts.ts';
import { type Conversions, conversionsOf } from './figures/conversion.ts';
import { countsOf } from './figures/groups.ts';
import { type Quarantine, quarantineOf } from './figures/quarantine.ts';
import { type RepNames, type RepShare, repsOf } from './figures/reps.ts';
import { isAssigned, type Speed, speedOf } from './figures/speed.ts';
import { type Rate, rateOf } from './figures/statistics.ts';
import { type Waiting, waitingOf } from './figures/waiting.ts';

/** Which leads a report is about: those that came about in the period, by the clock of their workspace. */
export interface Selection {
  readonly period: Period;
  /** Null: all. */
  readonly tenant: string | null;
  readonly workspace: string | null;
}

/** The figures of a report. Leads are followed to the end of the topics, also beyond the period. */
export interface Report {
  /** Ends of the period, epoch ms; null: open. */
  readonly from: number | null;
  readonly to: number | null;
  readonly tenant: string | null;
  readonly workspace: string | null;
  /** When the topics were read, wall clock, epoch ms. */
  readonly asOf: number;
  readonly leads: number;
  /** Where they are now. They exclude one another. */
  readonly states: readonly { readonly state: LeadState; readonly leads: Rate }[];
  readonly speed: readonly Speed[];
  /** Leads with a rep that got no first message, and why; null: not yet. */
  readonly unmessaged: readonly { readonly reason: string | null; readonly leads: Rate }[];
  readonly waiting: Waiting;
  readonly quarantine: Quarantine;
  readonly reps: readonly RepShare[];
  readonly conversion: Conversions;
}

/** All figures, from facts alone. `asOf`: when they were read, epoch ms; `names`: of the reps, empty unless asked for. */
export function reportOf(
  all: readonly LeadFacts[],
  selection: Selection,
  asOf: number,
  names: RepNames = new Map(),
): Report {
  const leads = all.filter((lead) => isSelected(lead, selection));
  const { period, tenant, workspace } = selection;
  return {
    from: Number.isFinite(period.from) ? period.from : null,
    to: Number.isFinite(period.to) ? period.to : null,
    tenant,
    workspace,
    asOf,
    leads: leads.length,
    states: STATES.map((state) => ({
      state,
      leads: rateOf(leads.filter((lead) => lead.state === state).length, leads.length),
    })),
    speed: speedOf(leads),
    unmessaged: unmessagedOf(leads.filter(isAssigned)),
    waiting: waitingOf(leads),
    quarantine: quarantineOf(leads),
    reps: repsOf(leads, names),
    conversion: conversionsOf(leads),
  };
}

function isSelected(lead: LeadFacts, { period, tenant, workspace }: Selection): boolean {
  return (
    inPeriod(period, lead.occurredAt) &&
    (tenant === null || lead.tenant === tenant) &&
    (workspace === null || lead.workspace === workspace)
  );
}

function unmessagedOf(assigned: readonly LeadFacts[]): Report['unmessaged'] {
  const silent = assigned.filter(({ messagedAt }) => messagedAt === null);
  return countsOf(silent.map(({ unmessaged }) => unmessaged)).map(([reason, count]) => ({
    reason,
    leads: rateOf(count, assigned.length),
  }));
}
