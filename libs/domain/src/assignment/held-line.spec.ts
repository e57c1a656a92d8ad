import { nextTimerAt } from './views.ts';
import {
  command,
  DAY,
  HOUR,
  MINUTE,
  MONDAY,
  policy,
  rep,
  scored,
  ticked,
  world,
} from '../../test/scenario.ts';

const SIX = MONDAY + 6 * HOUR;
const NINE = MONDAY + 9 * HOUR;
const office = { workStart: 540, workEnd: 1020, capacity: 100, dailyCap: 100 };

/** A night's leads, an hour of work each, for reps who come at nine. */
function night(leads: readonly string[], waiting: object, reps: readonly string[] = ['anna']) {
  const scene = world();
  const settings = { work: { minutes: 60 }, waiting: { deadlineMinutes: 5_000, ...waiting } };
  scene.now(SIX).send(policy(settings), ...reps.map((id) => rep(id, office)));
  scene.send(...leads.map((id) => scored(id)));
  return scene;
}

/** The leads that are served next. Looks at the line may come early, and then do nothing. */
function served({ now, send, state }: ReturnType<typeof night>): string[] {
  for (let look = 0; look < 5; look += 1) {
    now(nextTimerAt(state) ?? 0);
    const { assigned } = send(ticked());
    if (assigned.length > 0) return assigned.map(({ leadId }) => leadId);
  }
  return [];
}

test('leads of the line are served as the work that waits gets done, and those that come are not put off', () => {
  const scene = night(['l1', 'l2', 'l3', 'l4'], { backlogHours: 1.5 });
  const { now, lead, state } = scene;
  expect(served(scene)).toEqual(['l1', 'l2']);
  now(NINE + 5 * MINUTE).send(scored('fresh'));
  expect(lead('fresh')).toMatchObject({ state: 'assigned', repId: 'anna' });
  // Three hours were given; fewer than one and a half wait after half past ten.
  now(NINE + 90 * MINUTE).send(ticked());
  expect(lead('l3').state).toBe('waiting');
  expect(served(scene)).toEqual(['l3']);
  expect(state.meta.now).toBe(NINE + 91 * MINUTE);
  expect(served(scene)).toEqual(['l4']);
  expect(state.meta).toMatchObject({ now: NINE + 151 * MINUTE, wakeAt: null });
});

test('without it, as ever, whoever is free gets all of them', () => {
  expect(served(night(['l1', 'l2', 'l3', 'l4'], {}))).toHaveLength(4);
});

test('what is not done on the day is done on the next one', () => {
  const leads = Array.from({ length: 12 }, (_, index) => `l${index + 10}`);
  const scene = night(leads, { backlogHours: 1 });
  for (const id of leads.slice(0, 9)) expect(served(scene)).toEqual([id]);
  // The first took no time to wait for; on Monday eight hours are worked, and one is left of those given.
  expect(scene.state.meta.now).toBe(NINE + 7 * HOUR + MINUTE);
  expect(served(scene)).toEqual(['l19']);
  expect(scene.state.meta.now).toBe(NINE + DAY + MINUTE);
});

test('one rep with little to do is enough, and among all who may have the lead the best is chosen', () => {
  const annas = { repIds: ['anna', 'ben'], repLogits: [2_000_000, -2_000_000] };
  const scene = night(['l1', 'l2'], { backlogHours: 0.5 }, ['anna', 'ben']);
  scene.send(scored('l3', annas));
  expect(served(scene)).toHaveLength(2);
  scene.now(NINE + 20 * MINUTE).send(scored('fresh', annas));
  expect(scene.lead('fresh').repId).toBe('anna');
  // Ben has done half of his hour; Anna, who has much to do, gets the lead all the same.
  expect(served(scene)).toHaveLength(1);
  expect(scene.state.meta.now).toBe(NINE + 31 * MINUTE);
  expect(scene.lead('l3').repId).toBe('anna');
});

test('when work is taken from a rep, the line is woken so much sooner', () => {
  const scene = night(['l1', 'l2'], { backlogHours: 0.5 });
  expect(served(scene)).toEqual(['l1']);
  scene.now(NINE + 10 * MINUTE).send(scored('f1'), scored('f2'));
  // Looked at when the first hour is half done: by now two and a half wait, and the next time is set by them.
  scene.now(NINE + 31 * MINUTE).send(ticked());
  scene.now(NINE + 40 * MINUTE).send(command('f2', 'merge', null, { otherLeadId: 'f1' }));
  expect(served(scene)).toEqual(['l2']);
  expect(scene.state.meta.now).toBe(NINE + 91 * MINUTE);
});

test('a lead past its deadline waits for nobody to be done', () => {
  const scene = night(['l1', 'l2', 'l3'], { backlogHours: 0.5, deadlineMinutes: 200 });
  expect(served(scene)).toEqual(['l1']);
  const { now, lead } = scene;
  now(SIX + 200 * MINUTE).send(ticked());
  expect(['l2', 'l3'].map((id) => lead(id).state)).toEqual(['assigned', 'assigned']);
});

test.each([
  ['a rep who has nothing to do', rep('ben', office)],
  ['a policy that does not ask', policy({ work: { minutes: 60 } })],
])('the line is served by %s', (_what, event) => {
  const scene = night(['l1', 'l2'], { backlogHours: 0.5 });
  expect(served(scene)).toEqual(['l1']);
  expect(scene.lead('l2').state).toBe('waiting');
  scene.send(event);
  expect(scene.lead('l2').state).toBe('assigned');
});
