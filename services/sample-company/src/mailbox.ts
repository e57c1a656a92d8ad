import { localTime } from './checker.ts';
import type { Evidence } from './evidence.ts';
import type { World } from './world/types.ts';
import { idsOf } from './truth-check.ts';

interface Mail {
  readonly id: number;
  readonly to: readonly string[];
}

/** First e-mails to leads that the SMTP sink holds; notices to reps are left out. */
export async function leadMailsIn(mailbox: string, world: World): Promise<number> {
  const response = await fetch(new URL('/messages', mailbox));
  const mails = (await response.json()) as readonly Mail[];
  const reps = new Set(world.reps.map(({ email }) => email.toLowerCase()));
  return mails.filter(({ to }) => to.some((address) => !reps.has(address.toLowerCase()))).length;
}

/** When nobody is written to, minutes of the lead's day. Said once more on purpose: two authors, one rule. */
const QUIET_FROM = 21 * 60;
const QUIET_UNTIL = 8 * 60;

/** Whether it was night where the lead is. In an unknown zone nobody sleeps. */
export function isAsleep(at: number, timeZone: string | null): boolean {
  if (timeZone === null) return false;
  const { minute } = localTime(at, timeZone);
  return minute >= QUIET_FROM || minute < QUIET_UNTIL;
}

/** Ever-assigned leads that may be mailed: a working address, no denial, and some assignment by day; by the truth and the clock. */
export function mailableLeads(
  world: World,
  { assigned, scored }: Pick<Evidence, 'assigned' | 'scored'>,
): number {
  const ids = idsOf(world);
  const awake = new Set(
    assigned.flatMap(({ value: { leadId, assignedAt } }) =>
      isAsleep(assignedAt, scored.get(leadId)?.timeZone ?? null) ? [] : [leadId],
    ),
  );
  const denied = new Set(
    world.submissions.filter(({ body }) => body.consent === 'denied').map(({ key }) => key),
  );
  return [...world.manifest.values()].filter(({ key, mailable }) => {
    return mailable && !denied.has(key) && awake.has(ids.get(key) ?? '');
  }).length;
}
