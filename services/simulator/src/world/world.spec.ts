import { encodeLead, learnVocabulary } from '@leadline/domain';
import { cycleOf } from './cycles.ts';
import { createLead, createLeads, LEADS_PER_REP, nextMonday } from './leads.ts';
import { type WorldName, WORLDS, type WorldSpec } from './spec.ts';
import { restedLogit, strainLoss, winChance } from './truth.ts';
import { afterChange, createWorld, effectOf, EPOCH } from './world.ts';

const DAY = 86_400_000;
const leads = Array.from({ length: 4_000 }, (_, index) => createLead(`spec/${String(index)}`, EPOCH));
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]): number => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};
const half = { waitMinutes: 30, newToday: 3, backlog: 0 };
/** Deviation of what a rep adds, within leads and over some worlds. */
const spreadOf = (spec: WorldSpec): number =>
  deviation(
    [1, 2, 3, 4].flatMap((seed) => {
      const world = createWorld({ ...spec, reps: 30 }, String(seed));
      return leads
        .slice(0, 200)
        .flatMap((lead) => world.reps.map((rep) => effectOf(world, lead, rep, EPOCH)));
    }),
  );

test('the same seed gives the same world and the same leads, another seed others', () => {
  const period = { from: EPOCH, days: 3 };
  const drawn = (seed: string) => createLeads(seed, period, { reps: 10, hours: 'office' });
  expect(drawn('a')).toEqual(drawn('a'));
  expect(drawn('a')).not.toEqual(drawn('b'));
  expect(createWorld(WORLDS['weak-10'], 'a')).toEqual(createWorld(WORLDS['weak-10'], 'a'));
});

test('what fields tell has the spread of a good form, and wins are as frequent as said', () => {
  expect(deviation(leads.map(({ quality }) => quality))).toBeGreaterThan(0.75);
  expect(deviation(leads.map(({ quality }) => quality))).toBeLessThan(1.2);
  for (const name of ['null', 'weak-30', 'jump'] as const) {
    const world = createWorld({ ...WORLDS[name], skill: 0, fit: 0 }, 'rate');
    const rate = mean(leads.map((lead) => winChance(world, lead, world.reps[0]!, EPOCH, half)));
    expect(rate / WORLDS[name].baseRate).toBeGreaterThan(0.85);
    expect(rate / WORLDS[name].baseRate).toBeLessThan(1.15);
  }
});

test.each<[WorldName, number]>([
  ['null', 0],
  ['skill', 0.25],
  ['weak-10', 0.32],
  ['strong-10', 0.47],
  ['factors', 0.47],
])('reps of world %p differ by %p', (name, expected) => {
  expect(spreadOf(WORLDS[name])).toBeGreaterThanOrEqual(0.8 * expected);
  expect(spreadOf(WORLDS[name])).toBeLessThanOrEqual(1.2 * expected);
});

// Odds of an hour and of a day against those of five minutes.
const odds = (minutes: number): number =>
  Math.exp(-strainLoss({ spec: WORLDS.null }, { waitMinutes: minutes, newToday: 0, backlog: 0 }));

test('waiting and load take from the chance only where they are switched on', () => {
  const off = { ...WORLDS.null, delay: 0, overload: 0 };
  const worn = { waitMinutes: 24 * 60, newToday: 12, backlog: 0 };
  expect(strainLoss({ spec: off }, worn)).toBe(0);
  expect(strainLoss({ spec: WORLDS.null }, { waitMinutes: 5, newToday: 8, backlog: 0 })).toBe(0);
  expect(strainLoss({ spec: { ...off, overload: 0.1 } }, worn)).toBeCloseTo(0.4, 10);
  expect(odds(60)).toBeCloseTo(0.69, 2);
  expect(odds(24 * 60)).toBeCloseTo(0.43, 2);
});

test('nothing that a model sees depends on what is hidden', () => {
  const vocabulary = learnVocabulary(
    leads.map(({ lead }) => lead),
    20,
  );
  const known = Object.keys(leads[0]!.lead).toSorted();
  expect(known).toEqual(
    `amount country dealType department emailKind employees industry phoneKind product quality seniority source`.split(
      ' ',
    ),
  );
  const columns = leads.map(({ lead }) => encodeLead(lead, vocabulary));
  const hidden = leads.map((lead) => lead.hidden);
  for (let column = 0; column < columns[0]!.length; column += 1) {
    const values = columns.map((row) => row[column]!);
    const both = mean(values.map((value, index) => value * hidden[index]!)) - mean(values) * mean(hidden);
    const spread = deviation(values) * deviation(hidden);
    // Four standard errors.
    expect(Math.abs(spread === 0 ? 0 : both / spread)).toBeLessThan(4 / Math.sqrt(leads.length));
  }
});

test('drift turns half of what reps are into something else within six months', () => {
  const world = createWorld({ ...WORLDS.drift, reps: 30 }, 'drift');
  const at = (months: number): number[] =>
    leads
      .slice(0, 100)
      .flatMap((lead) => world.reps.map((rep) => effectOf(world, lead, rep, EPOCH + months * 30.4 * DAY)));
  const [then, now] = [at(0), at(6)];
  const both = mean(then.map((value, index) => value * now[index]!)) - mean(then) * mean(now);
  expect(both / (deviation(then) * deviation(now))).toBeGreaterThan(0.3);
  expect(both / (deviation(then) * deviation(now))).toBeLessThan(0.7);
  expect(deviation(now) / deviation(then)).toBeCloseTo(1, 0);
});

test('a change brings strangers for two reps, or lets wins jump from 3 to 14 %', () => {
  const leavers = createWorld(WORLDS.leavers, 'x');
  const after = afterChange(leavers);
  expect(after.reps).toHaveLength(leavers.reps.length);
  expect(after.reps.filter(({ repId }) => !leavers.reps.some((rep) => rep.repId === repId))).toHaveLength(2);
  const jump = createWorld({ ...WORLDS.jump, skill: 0, fit: 0 }, 'x');
  const jumped = afterChange(jump);
  const rate = mean(leads.map((lead) => winChance(jumped, lead, jumped.reps[0]!, EPOCH, half)));
  expect(rate).toBeGreaterThan(0.12);
  expect(rate).toBeLessThan(0.16);
});

test('deals end as late as measured ones do', () => {
  expect([0.1, 0.5, 0.9].map((pace) => cycleOf('long', true, pace) / DAY)).toEqual([2, 14, 162]);
  expect([0.1, 0.5, 0.9].map((pace) => cycleOf('short', true, pace) / DAY)).toEqual([8, 14, 29]);
  expect(cycleOf('short', false, 0.3) / DAY).toBeLessThan(1);
  expect(cycleOf('short', false, 0.9) / DAY).toBeCloseTo(30, 10);
});

test('leads come as many a rep and day as said, and a period begins on a Monday', () => {
  const drawn = createLeads('count', { from: EPOCH, days: 280 }, { reps: 10, hours: 'consumer' });
  expect(drawn.length / (280 * 10 * LEADS_PER_REP)).toBeCloseTo(1, 1);
  expect(drawn.every((lead, index) => index === 0 || lead.occurredAt >= drawn[index - 1]!.occurredAt)).toBe(
    true,
  );
  expect([nextMonday(EPOCH), nextMonday(EPOCH + 1)]).toEqual([EPOCH, EPOCH + 7 * DAY]);
});

test('the truth of a lead is its own: rep, lead and what nobody records', () => {
  const world = createWorld(WORLDS['strong-10'], 'logit');
  const [lead, rep] = [leads[0]!, world.reps[0]!];
  expect(restedLogit(world, { ...lead, hidden: lead.hidden + 1 }, rep, EPOCH)).toBeCloseTo(
    restedLogit(world, lead, rep, EPOCH) + 0.7,
    10,
  );
});
