import type { Step } from '../test/random-log.ts';
import { HOUR, MINUTE, MONDAY, outcome, policy, rep, scored, ticked } from '../test/scenario.ts';

const LEADS = 200;

const all = { op: 'and', of: [] };
const tier = (value: string) => ({ op: '==', left: { rep: 'tier' }, right: { value } });
const rules = [
  { id: 'large', when: { op: '>=', left: { lead: 'expectedValue' }, right: { value: 2_000 } }, require: tier('A') },
  { id: 'no-trainees', when: all, require: { op: '!=', left: { rep: 'tier' }, right: { value: 'C' } } },
]; // prettier-ignore
const steps = {
  rules,
  relax: [
    { afterMinutes: 30, drop: ['large'] },
    { afterMinutes: 60, drop: ['no-trainees'] },
  ],
  overflow: { afterMinutes: 90, team: 'desk', members: tier('D') },
};

const at = (minutes: number): number => MONDAY + 7 * HOUR + minutes * MINUTE;

/**
 * What waiting brings about in a team with too few hands: leads each three minutes from seven on, of which one in three is closed
 * in time. Two steps drop rules, then another team may help; later a policy with other steps chooses by rotation. `over`: what both
 * policies say besides.
 */
export function waitingTeam(over: object = {}): Step[] {
  const own = { ...steps, ...over };
  const reps = Array.from({ length: 12 }, (_, index) =>
    rep(`rep-${String(index).padStart(2, '0')}`, {
      tier: 'ABCD'[index % 4]!,
      territories: index % 4 === 3 ? ['JP'] : ['DE', 'FR'],
      workStart: 480 + 60 * (index % 3),
      workEnd: 1140,
      capacity: 3 + (index % 4),
      dailyCap: 12,
    }),
  );
  const leads = Array.from({ length: LEADS }, (_, index): Step[] => {
    const event = scored(`lead-${String(index)}`, {
      country: ['DE', 'FR'][index % 2]!,
      expectedValue: 100 + ((index * 7919) % 5_000),
      workMinutes: 10 + ((index * 37) % 50),
      repIds: ['rep-00', 'rep-01', 'rep-02'],
      repLogits: [0, 1, 2].map((r) => -2_000_000 + ((index * 7_368_787 + r * 15_485_863) % 2_000_000)),
    });
    const closed = index % 3 === 0 ? [outcome(`lead-${String(Math.floor(index / 2))}`, 'lost')] : [];
    return [event, ...closed, ticked()].map((one) => ({ event: one, at: at(index * 3) }));
  });
  const before = [policy(own), ...reps].map((event) => ({ event, at: MONDAY }));
  const other = policy({ ...own, strategy: 'round-robin', relax: [{ afterMinutes: 20, drop: ['no-trainees'] }] }); // prettier-ignore
  return [
    ...before,
    ...leads.slice(0, 117).flat(),
    { event: other, at: at(350) },
    ...leads.slice(117).flat(),
  ];
}
