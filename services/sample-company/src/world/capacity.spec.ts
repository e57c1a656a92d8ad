import { playRep } from './play.ts';
import { countryOf, TERRITORIES } from './places.ts';
import type { LeadBody, RepBody, World } from './types.ts';
import { createWorld } from './world.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
const STEP = 30 * MINUTE;

interface Load {
  readonly rep: RepBody;
  open: number;
  day: number;
  today: number;
}

/** The rep's local day and minute of it. */
function localTime(
  rep: RepBody,
  at: number,
): { readonly day: number; readonly minute: number; readonly weekday: number } {
  const { utcOffset } = TERRITORIES.find((place) => place.timeZone === rep.timeZone)!;
  const local = at + utcOffset * MINUTE;
  const day = Math.floor(local / DAY);
  return { day, minute: (local % DAY) / MINUTE, weekday: ((day + 3) % 7) + 1 };
}

function canTake({ rep, open, day, today }: Load, lead: LeadBody, country: string, at: number): boolean {
  const now = localTime(rep, at);
  return (
    rep.active &&
    open < rep.capacity &&
    (day !== now.day || today < rep.dailyCap) &&
    rep.workDays.includes(now.weekday) &&
    now.minute >= rep.workStart &&
    now.minute < rep.workEnd &&
    rep.territories.includes(country) &&
    (rep.skills.includes('*') || rep.skills.includes(lead.product)) &&
    (lead.language === undefined || rep.languages.includes(lead.language))
  );
}

/** Share of the valid leads that get a rep when each goes to the least loaded one who may take it. */
function assignedShare(world: World): number {
  const loads = world.reps.map((rep): Load => ({
    rep,
    open: world.deals.filter((deal) => deal.repId === rep.repId).length,
    day: 0,
    today: 0,
  }));
  const byId = new Map(loads.map((load) => [load.rep.repId, load]));
  let closings = world.deals.map((deal) => ({ at: deal.closesAt, repId: deal.repId }));
  const valid = world.submissions.filter(({ key }) => world.manifest.get(key)!.verdict.kind === 'valid');
  let waiting = [...new Map(valid.map((submission) => [submission.key, submission])).values()];
  const total = waiting.length;
  for (let at = world.startAt; at <= world.endAt; at += STEP) {
    for (const closing of closings.filter((entry) => entry.at <= at)) byId.get(closing.repId)!.open -= 1;
    closings = closings.filter((entry) => entry.at > at);
    waiting = waiting.filter(({ key, sendAt, body }) => {
      if (sendAt > at) return true;
      const { country } = world.manifest.get(key)!.traits;
      const [load] = loads
        .filter((entry) => entry.rep.workspace === body.workspace && canTake(entry, body, country, at))
        .toSorted((a, b) => a.open / a.rep.capacity - b.open / b.rep.capacity);
      if (load === undefined) return true;
      const { day } = localTime(load.rep, at);
      load.today = load.day === day ? load.today + 1 : 1;
      load.day = day;
      load.open += 1;
      closings.push({ at: playRep(world, key, load.rep.repId, at)!.closedAt, repId: load.rep.repId });
      return false;
    });
  }
  return 1 - waiting.length / total;
}

test.each(['1', '2'])(
  'the reps of world %p have room for at least nine in ten valid leads',
  (seed) => {
    expect(assignedShare(createWorld(seed))).toBeGreaterThan(0.9);
  },
  60_000,
);

test('every lead has active reps for its country, product and language', () => {
  const world = createWorld('1', { leads: 2000 });
  for (const { key, body } of world.submissions) {
    const { country } = world.manifest.get(key)!.traits;
    const able = world.reps.filter((rep) => {
      const load = {
        rep: { ...rep, workDays: [1, 2, 3, 4, 5, 6, 7], workStart: 0, workEnd: 1440 },
        open: 0,
        day: 0,
        today: 0,
      };
      return rep.workspace === countryOf(country).workspace && canTake(load, body, country, DAY);
    });
    expect(able.length).toBeGreaterThanOrEqual(2);
  }
});
