import type { Milestone, Speed } from '../figures/speed.ts';
import type { Report } from '../report.ts';
import { count, duration, NONE, rateCell, roundDuration, words } from './format.ts';
import { type Section, type Table, tableOf } from './table.ts';

/** Milestones in words: from what to what. */
export const WAYS: Readonly<Record<Milestone['name'], string>> = {
  assigned: 'came about → rep assigned',
  contacted: 'came about → first human touch',
  assignedSinceReceipt: 'received → rep assigned',
  messagedSinceReceipt: 'received → first message',
};

export const CLOCKS: Readonly<Record<Speed['clock'], string>> = {
  live: 'Workspaces on the live clock',
  event: 'Workspaces on an event clock',
};

const NOTES: Readonly<Record<Speed['clock'], string>> = {
  live: 'Live clock: "came about" is the time that the source gives, else that of receipt; the end is told by the broker, for a human touch by whoever reported it. "Received" is when intake accepted the lead.',
  event:
    "Event clock (imports, simulations): times since a lead came about are those of that past. Times since receipt are the machines' own, on the wall clock, and hold the wait for the import to close its step; they say nothing of how fast a lead was served then. Messages are sent today, so they are told on the wall clock alone.",
};

/** Speed to lead by the clock of the workspace. */
export function speedSection({ speed, unmessaged }: Report): Section<'speed'> {
  const silent = tableOf(
    'Leads with a rep and without a first message, by reason',
    ['reason', '#leads', '#of leads with a rep'],
    unmessaged.map(({ reason, leads }) => [words(reason, 'not yet'), count(leads.count), rateCell(leads)]),
  );
  return {
    id: 'speed',
    title: 'Speed to lead',
    notes: [
      'Assigned: of the leads for which a rep was looked for. Human touch (outcome "contacted") and message: of the leads that got a rep. Leads that are not there yet count as not reached.',
      ...speed.map(({ clock }) => NOTES[clock]),
    ],
    tables: [...speed.flatMap((one) => [timesTable(one), withinTable(one)]), silent],
  };
}

function timesTable({ clock, milestones }: Speed): Table {
  return tableOf(
    `${CLOCKS[clock]}: time to each step`,
    ['step', 'clock', '#leads', '#reached', '#share', '#half within', '#90 % within', '#95 % within'],
    milestones.map(({ name, clock: runsOn, reached, time }) => [
      WAYS[name],
      runsOn,
      count(reached.of),
      count(reached.count),
      rateCell(reached),
      duration(time.p50),
      duration(time.p90),
      duration(time.p95),
    ]),
  );
}

function withinTable({ clock, milestones }: Speed): Table {
  const grid = milestones[0]?.within ?? [];
  return tableOf(
    `${CLOCKS[clock]}: share of leads within`,
    ['within', ...milestones.map(({ name }) => `#${WAYS[name]}`)],
    grid.map(({ ms }, index) => [
      roundDuration(ms),
      ...milestones.map(({ within }) => {
        const there = within[index];
        return there === undefined ? NONE : rateCell(there);
      }),
    ]),
    { isDetail: true },
  );
}
