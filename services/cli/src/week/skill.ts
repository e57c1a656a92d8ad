import { createRandom } from '@leadline/chance';
import { buildRoster, fitOf, log, type RosterRep } from '@leadline/domain';
import type { Week } from '@leadline/policy';
import type { WeekLead } from './leads.ts';
import { MILLION, routableOf } from './records.ts';

/** Who wins what: log-odds of a win, answered at once. */
export interface Skill {
  /** The lead's own, and by rep id, all in order of ids. */
  of(lead: WeekLead): {
    readonly leadLogit: number;
    readonly reps: readonly (readonly [repId: string, logit: number])[];
  };
  logitOf(lead: WeekLead, repId: string): number;
  /** The owner of the lead's account: one of those who may sell to it. Null: nobody may. */
  ownerOf(lead: WeekLead): string | null;
}

const logit = (chance: number): number => log(chance / (1 - chance));

/** As the week says it: P(win) of a rep by kind of lead, else that of an average rep, give or take the reps' spread. */
export function createSkill(week: Week, reps: readonly RosterRep[], seed: string): Skill {
  const roster = buildRoster(reps);
  const byKind = new Map(
    week.kinds.map((kind) => {
      const own = roster.reps.map(({ repId }) => {
        const said = kind.chances[repId];
        const luck = createRandom(`${seed}/skill/${repId}/${kind.name}`).normal();
        return [repId, said === undefined ? logit(kind.chance) + week.skill * luck : logit(said)] as const;
      });
      return [kind.name, new Map(own)] as const;
    }),
  );
  const logitOf = (lead: WeekLead, repId: string): number => byKind.get(lead.kind.name)!.get(repId)!;
  return {
    logitOf,
    of: (lead) => ({
      leadLogit: logit(lead.kind.chance),
      reps: [...byKind.get(lead.kind.name)!],
    }),
    ownerOf(lead) {
      const fit = fitOf(roster, routableOf(lead, MILLION * logit(lead.kind.chance)), {});
      const able = roster.reps.filter((_, index) => fit[index] === 0);
      return able[Math.floor(lead.ownerDraw * able.length)]?.repId ?? null;
    },
  };
}
