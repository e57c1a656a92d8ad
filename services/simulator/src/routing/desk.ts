import { DAY, MINUTE } from '@leadline/domain';
import { isAtWork, workedUntil, workResumesAt } from '../world/calendar.ts';
import { cycleOf } from '../world/cycles.ts';
import type { WorldLead } from '../world/leads.ts';
import { LEAST_WAIT, type Strain, winChance } from '../world/truth.ts';
import type { World, WorldRep } from '../world/world.ts';

/** A lead with the rep who got it, and what that came to. */
export interface Handled {
  readonly lead: WorldLead;
  /** Index of the rep. */
  readonly rep: number;
  readonly at: number;
  readonly strain: Strain;
  /** True P(win | lead, rep, wait, load). */
  readonly chance: number;
  readonly won: boolean;
  readonly closesAt: number;
}

interface Load {
  open: number;
  day: number;
  today: number;
  /** Turn in which the rep last got a lead. */
  turn: number;
  /** Minute of work at which the rep has answered all leads so far. */
  busyUntil: number;
}

/** The team at work: who has how much, who may take a lead, and what becomes of it. The truth about load. */
export interface Desk {
  readonly world: World;
  readonly handled: readonly Handled[];
  /** Whether the rep is at work and below all limits: the rules of every policy. */
  isFree(rep: number, at: number): boolean;
  /** Open leads as a share of capacity. */
  share(rep: number): number;
  turn(rep: number): number;
  /** Work that waits for the rep, minutes. */
  backlog(rep: number, at: number): number;
  /** How the rep would stand if the lead came now. */
  strain(lead: WorldLead, rep: number, at: number): Strain;
  assign(lead: WorldLead, rep: number, at: number): Handled;
  close(handled: Handled): void;
}

/** A first answer comes before most of the work: ten minutes for each hour that waits. */
const TOUCH = 1 / 6;
const dayOf = (at: number): number => Math.floor(at / DAY);

/** A team with nothing to do. */
export function openDesk(world: World): Desk {
  const loads: Load[] = world.reps.map(() => ({ open: 0, day: 0, today: 0, turn: 0, busyUntil: 0 }));
  const handled: Handled[] = [];
  const today = (load: Load, at: number): number => (load.day === dayOf(at) ? load.today : 0);
  const startOfWork = (rep: WorldRep, load: Load, at: number): number =>
    Math.max(load.busyUntil, workedUntil(rep, at));
  const strain = (lead: WorldLead, index: number, at: number): Strain => {
    const [rep, load] = [world.reps[index]!, loads[index]!];
    const now = workedUntil(rep, at);
    const touched = Math.max(at, workResumesAt(rep, now + TOUCH * (startOfWork(rep, load, at) - now)));
    const waitMinutes = Math.max(LEAST_WAIT, (touched - lead.occurredAt) / MINUTE);
    return { waitMinutes, newToday: today(load, at), backlog: startOfWork(rep, load, at) - now };
  };
  const backlog = (index: number, at: number): number =>
    startOfWork(world.reps[index]!, loads[index]!, at) - workedUntil(world.reps[index]!, at);
  return {
    world,
    handled,
    strain,
    isFree(index, at) {
      const load = loads[index]!;
      const rep = world.reps[index]!;
      if (load.open >= rep.capacity || today(load, at) >= rep.dailyCap || !isAtWork(rep, at)) return false;
      return world.mostBacklog === Infinity || backlog(index, at) < world.mostBacklog;
    },
    share: (index) => loads[index]!.open / world.reps[index]!.capacity,
    turn: (index) => loads[index]!.turn,
    backlog,
    assign(lead, index, at) {
      const [rep, load] = [world.reps[index]!, loads[index]!];
      const strained = strain(lead, index, at);
      const chance = winChance(world, lead, rep, at, strained);
      const won = lead.luck < chance;
      const closesAt = at + cycleOf(world.spec.cycle, won, lead.pace);
      load.busyUntil = startOfWork(rep, load, at) + lead.minutes;
      load.today = today(load, at) + 1;
      load.day = dayOf(at);
      load.open += 1;
      load.turn = handled.length + 1;
      const result = { lead, rep: index, at, strain: strained, chance, won, closesAt };
      handled.push(result);
      return result;
    },
    close({ rep }) {
      loads[rep]!.open -= 1;
    },
  };
}
