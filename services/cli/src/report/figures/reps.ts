import type { LeadFacts } from '../facts/lead-facts.ts';
import { isAssigned } from './speed.ts';
import { groupsOf } from './groups.ts';
import { type Rate, rateOf, type Total, totalOf } from './statistics.ts';

/** What a rep was given. A lead counts for the rep of its last assignment. */
export interface RepShare {
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  /** Null unless names were asked for. */
  readonly name: string | null;
  /** Leads, of the assigned leads of the workspace. */
  readonly share: Rate;
  /** Deal values if won, as predicted; workspace currency. */
  readonly value: Total;
  /** Model's P(win) times deal value, at no load; workspace currency. */
  readonly expected: Total;
}

/** Names by tenant/repId. */
export type RepNames = ReadonlyMap<string, string>;

/** Reps by workspace, those with the most leads first. Money is never summed over workspaces: currencies may differ. */
export function repsOf(leads: readonly LeadFacts[], names: RepNames): readonly RepShare[] {
  const workspaces = groupsOf(leads.filter(isAssigned), ({ tenant, workspace }) => `${tenant}/${workspace}`);
  return workspaces.flatMap(([, own]) =>
    groupsOf(own, ({ repId }) => repId ?? '').map(([repId, leadsOfRep]) => ({
      tenant: own[0]!.tenant,
      workspace: own[0]!.workspace,
      repId,
      name: names.get(`${own[0]!.tenant}/${repId}`) ?? null,
      share: rateOf(leadsOfRep.length, own.length),
      value: totalOf(leadsOfRep.flatMap(({ value }) => (value === null ? [] : [value]))),
      expected: totalOf(
        leadsOfRep.flatMap(({ value, chance }) =>
          value === null || chance === null ? [] : [value * chance],
        ),
      ),
    })),
  );
}
