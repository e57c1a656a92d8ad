import { sha256 } from '@leadline/contracts';
import {
  buildRoster,
  dutyOf,
  type Capsule,
  createWorkspace,
  DAY,
  EXCLUSIONS,
  type FoldResult,
  foldEvent,
  type LogEvent,
  MINUTE,
  nextTimerAt,
  type Policy,
  type Roster,
  type RosterRep,
  type WorkspaceState,
} from '@leadline/domain';
import type { Week } from '@leadline/policy';
import { zoneOffsets } from '@leadline/reference';
import { chanceAfter, Desk } from './desk.ts';
import { leadsOf, type WeekLead } from './leads.ts';
import { closed, PLACE, scored, upserted } from './records.ts';
import { createSkill, type Skill } from './skill.ts';

/** A lead that has got a rep. */
export interface Given {
  readonly lead: WeekLead;
  readonly repId: string;
  /** By which path of the decision. */
  readonly path: string;
  readonly at: number;
  /** Minutes from its arrival to the first answer. */
  readonly waitMinutes: number;
  /** Whether it had waited beyond its deadline. */
  readonly isLate: boolean;
  /** True P(win), after that wait. */
  readonly chance: number;
}

/** What became of the leads of the week, up to the evening of the Monday after it. */
export interface PlayedWeek {
  readonly roster: Roster;
  /** The week, epoch ms; the end exclusive. */
  readonly from: number;
  readonly until: number;
  readonly leads: readonly WeekLead[];
  readonly given: readonly Given[];
  /** Ids of those that nobody has got: that still wait, that have waited beyond their deadline, and that went to another workspace. */
  readonly waiting: readonly string[];
  readonly escalated: readonly string[];
  readonly handedOn: readonly string[];
  /** Decisions of the week in which a rep was left out, at capacity or at the daily cap. */
  readonly full: ReadonlyMap<string, { readonly capacity: number; readonly dailyCap: number }>;
}

/** Monday 23 March 2026, UTC. */
const WEEK = Date.UTC(2026, 2, 23);
/** The weeks before fill desks and queues; they do not count. After it one more day, for what came at the weekend. */
const BEFORE = 2;
const AFTER = DAY;

/**
 * A usual week under a policy: Leadline's own decision gets what the stages before it would say of each lead. What a model says of
 * P(win) is taken to be true. The same policy, reps and seed give the same week.
 */
export function playWeek(policy: Policy, reps: readonly RosterRep[], week: Week, seed: string): PlayedWeek {
  const [from, until] = [WEEK - BEFORE * 7 * DAY, WEEK + 7 * DAY];
  const leads = leadsOf(week, seed, from, 7 * (BEFORE + 2));
  const play = new Play(policy, reps, createSkill(week, reps, seed));
  for (const lead of leads) {
    if (lead.occurredAt >= until + AFTER) break;
    play.until(lead.occurredAt);
    play.arrive(lead);
  }
  play.until(until + AFTER - 1);
  const counted = leads.filter(({ occurredAt }) => occurredAt >= WEEK && occurredAt < until);
  return { roster: play.roster, from: WEEK, until, leads: counted, ...play.told(counted, WEEK) };
}

/** A team at work: leads come, reps answer them, deals close, the clock of the engine runs. */
class Play {
  readonly roster: Roster;
  readonly #state: WorkspaceState;
  readonly #skill: Skill;
  readonly #desks: ReadonlyMap<string, Desk>;
  readonly #leads = new Map<string, WeekLead>();
  readonly #given = new Map<string, Given>();
  readonly #escalated = new Set<string>();
  readonly #handedOn = new Set<string>();
  readonly #decided: { readonly at: number; readonly codes: string }[] = [];
  /** When each deal closes, the next first. */
  readonly #closing: { readonly at: number; readonly leadId: string }[] = [];
  #offset = 0;

  constructor(policy: Policy, reps: readonly RosterRep[], skill: Skill) {
    this.roster = buildRoster(reps);
    this.#skill = skill;
    this.#desks = new Map(reps.map((rep) => [rep.repId, new Desk({ ...rep, ...dutyOf(rep, policy) })]));
    this.#state = createWorkspace(PLACE.tenant, PLACE.workspace, { policy });
    for (const rep of this.roster.reps) this.#fold(upserted(rep), 0);
  }

  arrive(lead: WeekLead): void {
    this.#leads.set(lead.leadId, lead);
    const owner = lead.isOwned ? this.#skill.ownerOf(lead) : null;
    this.#fold(scored(lead, this.#skill.of(lead), owner), lead.occurredAt);
  }

  /** All that is due up to an instant, in order: timers of the engine, and deals that close. */
  until(to: number): void {
    for (;;) {
      const [due, closing] = [nextTimerAt(this.#state) ?? Infinity, this.#closing[0]];
      const at = Math.min(due, closing?.at ?? Infinity);
      if (at > to) return;
      if (due <= at) this.#fold(ticked(due, this.#offset), due);
      else this.#close();
    }
  }

  #close(): void {
    const { leadId, at } = this.#closing.shift()!;
    const { lead, chance } = this.#given.get(leadId)!;
    this.#fold(closed(lead, lead.luck < chance, at), at);
  }

  #fold(event: LogEvent, at: number): void {
    const context = {
      offset: (this.#offset += 1),
      appendedAt: at,
      sha256,
      zone: zoneOffsets,
      salt: PLACE.workspace,
    };
    const folded = foldEvent(this.#state, event, context);
    for (const { kind, leadId } of folded.ledger) {
      if (kind === 'escalated' && leadId !== null) this.#escalated.add(leadId);
      if (kind === 'transferred' && leadId !== null) this.#handedOn.add(leadId);
    }
    for (const { capsule } of folded.decisions)
      this.#decided.push({ at, codes: (JSON.parse(capsule) as Capsule).result.codes });
    this.#give(folded, at);
  }

  #give({ assigned }: FoldResult, at: number): void {
    for (const { leadId, repId, path } of assigned) {
      const lead = this.#leads.get(leadId)!;
      const touched = this.#desks.get(repId)!.take(lead.minutes, at);
      const waitMinutes = (touched - lead.occurredAt) / MINUTE;
      const chance = chanceAfter(this.#skill.logitOf(lead, repId), waitMinutes);
      this.#given.set(leadId, {
        lead,
        repId,
        path,
        at,
        waitMinutes,
        isLate: this.#escalated.has(leadId),
        chance,
      });
      const closesAt = touched + lead.openFor;
      const place = this.#closing.findLastIndex((one) => one.at <= closesAt) + 1;
      this.#closing.splice(place, 0, { at: closesAt, leadId });
    }
  }

  /** What became of these leads, and who was full since an instant. */
  told(leads: readonly WeekLead[], since: number): Omit<PlayedWeek, 'roster' | 'from' | 'until' | 'leads'> {
    const ungiven = leads.map(({ leadId }) => leadId).filter((leadId) => !this.#given.has(leadId));
    const left = ungiven.filter((leadId) => !this.#handedOn.has(leadId));
    const decided = this.#decided.filter(({ at }) => at >= since && at < since + 7 * DAY);
    const leftOut = (index: number, code: (typeof EXCLUSIONS)[number]): number =>
      decided.filter(({ codes }) => EXCLUSIONS[Number.parseInt(codes[index] ?? '0', 36)] === code).length;
    const full = this.roster.reps.map(
      ({ repId }, index) =>
        [repId, { capacity: leftOut(index, 'AT_CAPACITY'), dailyCap: leftOut(index, 'DAILY_CAP') }] as const,
    );
    return {
      given: leads.flatMap(({ leadId }) => this.#given.get(leadId) ?? []),
      waiting: left.filter((leadId) => !this.#escalated.has(leadId)),
      escalated: left.filter((leadId) => this.#escalated.has(leadId)),
      handedOn: ungiven.filter((leadId) => this.#handedOn.has(leadId)),
      full: new Map(full),
    };
  }
}

const ticked = (dueAt: number, number: number): LogEvent => ({
  record: 'Ticked',
  value: { ...PLACE, eventId: `tick-${String(number)}`, dueAt },
});
