import type { World } from './world/types.ts';
import type { Evidence } from './evidence.ts';
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

/** Ever-assigned leads that may be mailed: a working address and no denial by the truth, and not asleep by the record. */
export function mailableLeads(world: World, evidence: Evidence, everAssigned: ReadonlySet<string>): number {
  const ids = idsOf(world);
  const denied = new Set(
    world.submissions.filter(({ body }) => body.consent === 'denied').map(({ key }) => key),
  );
  return [...world.manifest.values()].filter(({ key, mailable }) => {
    const id = ids.get(key) ?? '';
    return mailable && !denied.has(key) && everAssigned.has(id) && evidence.skipped.get(id) !== 'QUIET_HOURS';
  }).length;
}
