import type { WorldLead } from '../world/leads.ts';
import type { World } from '../world/world.ts';
import { type Desk, type Handled, openDesk } from './desk.ts';

/** A way of routing at work: it is told what happens and assigns leads at the desk, at once or later. */
export interface Router {
  arrive(lead: WorldLead): void;
  close(handled: Handled, at: number): void;
  /** A full hour has come; shifts begin and end at full hours. */
  hour(at: number): void;
  /** Leads that wait for a rep. */
  waiting(): number;
}

const HOUR = 3_600_000;
/** After the last lead, at most so many hours for what still waits. */
const PATIENCE = 14 * 24;

/**
 * Plays the leads, in order of arrival, under a way of routing. Deals close at the first full hour after their end.
 * Answers all leads with what became of them, in the order in which they got a rep. `until`: ends the play early.
 */
export function rollOut(
  world: World,
  leads: readonly WorldLead[],
  createRouter: (desk: Desk) => Router,
  until: (closed: number) => boolean = () => false,
): readonly Handled[] {
  const desk = openDesk(world);
  const router = createRouter(desk);
  const closing = new Map<number, Handled[]>();
  let [next, seen, closed] = [0, 0, 0];
  const first = Math.floor((leads[0]?.occurredAt ?? 0) / HOUR);
  const last = Math.floor((leads.at(-1)?.occurredAt ?? 0) / HOUR) + PATIENCE;
  for (let hour = first; hour <= last && !until(closed); hour += 1) {
    for (const handled of closing.get(hour) ?? []) {
      desk.close(handled);
      router.close(handled, hour * HOUR);
      closed += 1;
    }
    closing.delete(hour);
    router.hour(hour * HOUR);
    for (; next < leads.length && leads[next]!.occurredAt < (hour + 1) * HOUR; next += 1)
      router.arrive(leads[next]!);
    for (; seen < desk.handled.length; seen += 1) {
      const handled = desk.handled[seen]!;
      const due = Math.max(hour + 1, Math.ceil(handled.closesAt / HOUR));
      closing.set(due, [...(closing.get(due) ?? []), handled]);
    }
    if (next === leads.length && router.waiting() === 0) break;
  }
  return desk.handled;
}
