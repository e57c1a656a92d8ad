import { DAY } from '@leadline/domain';
import { type Faithfulness, faithfulness } from '../faithfulness.ts';
import { playedPast } from '../history.ts';
import { learn } from '../learned.ts';
import { linearBound, VALUE } from '../routing/bound.ts';
import { rollOut } from '../routing/roll-out.ts';
import { nextMonday } from '../world/leads.ts';
import type { Size } from '../world/spec.ts';
import { createTeamLeads, createTeams, LEADS_A_WEEK } from '../world/teams.ts';
import { EPOCH } from '../world/world.ts';
import { bookOfThePast } from './book.ts';
import { type Way, WAYS, waysOf } from './ways.ts';
import { type ValueWorth, worthOf } from './worth.ts';

/** One seed of the teams' world: every way of routing on the same leads. */
export interface ValueStudy {
  readonly seed: number;
  readonly leads: number;
  readonly worths: Readonly<Record<Way, ValueWorth>>;
  /** Mean value of a lead that no routing can beat. */
  readonly bound: number;
  readonly model: Faithfulness & { readonly auc: number };
}

/** 300 deals of a rep to learn from; two months that count, after three weeks that fill the queues. */
export const VALUE_SIZE: Size = { closed: 12_000, days: 77, warmDays: 21, closedAfterChange: 0 };

/** Plays the past, trains, and plays all ways of routing on the same fresh leads. */
export async function valueStudy(seed: number, size: Size): Promise<ValueStudy> {
  const world = createTeams(`teams-${String(seed)}`);
  const weeks = Math.ceil(size.closed / LEADS_A_WEEK) + 8;
  const past = createTeamLeads(`${world.seed}/past`, { from: EPOCH, days: 7 * weeks });
  const history = playedPast(world, past, bookOfThePast, size.closed);
  const model = await learn(history);
  const from = nextMonday(history.cutAt);
  const [fresh, planning] = ['fresh', 'planning'].map((name) =>
    createTeamLeads(`${world.seed}/${name}`, { from, days: size.days }),
  ) as [ReturnType<typeof createTeamLeads>, ReturnType<typeof createTeamLeads>];
  const scorings = await model.score([...fresh, ...planning]);
  await model.close();
  const judged = fresh.filter(({ occurredAt }) => occurredAt >= from + size.warmDays * DAY);
  const ways = waysOf({ world, scorings, planning });
  const worths = WAYS.map((way) => {
    const handled = rollOut(world, fresh, ways[way]);
    const counted = handled.filter(({ lead }) => lead.occurredAt >= from + size.warmDays * DAY);
    return [way, worthOf(world, counted, judged.length)] as const;
  });
  return {
    seed,
    leads: judged.length,
    worths: Object.fromEntries(worths) as ValueStudy['worths'],
    bound: linearBound(world, judged, from + size.days * DAY, VALUE).perLead,
    model: { ...faithfulness(world, judged, scorings), auc: model.card.metrics.auc.model },
  };
}
