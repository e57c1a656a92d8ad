import type { Capsule } from '../assignment/capsule.ts';
import { computePrices } from './compute.ts';
import { pastOf } from './past.ts';
import { HOUR, MONDAY, policy, rep, scored, world } from '../../test/scenario.ts';

/** Prices by the decisions of a day, with a lead each half an hour: far less than two reps can do. */
function pricesBy(settings: Record<string, unknown>, zed: { readonly workDays: number[] }) {
  const made = world();
  made.send(policy(settings), rep('anna', { capacity: 100, dailyCap: 100 }), rep('zed', { ...zed, capacity: 100, dailyCap: 100 })); // prettier-ignore
  for (let n = 0; n < 48; n += 1)
    made
      .now(MONDAY + (10 + n / 2) * HOUR)
      .send(scored(`l${n}`, { workMinutes: 20, repIds: ['anna', 'zed'], repLogits: [-1e6, -9e5] }));
  const contents = made.contents();
  const capsules = made.results.flatMap(({ decisions }) =>
    decisions.map(({ capsule }) => JSON.parse(capsule) as Capsule),
  );
  const past = pastOf(capsules, (hash) => contents.get(hash));
  if (past === null) throw new Error('nothing was decided');
  return computePrices(past, 'v').prices.perHour;
}

test('time that is enough for all leads costs nothing, by the hours of the roster or without', () => {
  const always = pricesBy({}, { workDays: [1, 2, 3, 4, 5, 6, 7] });
  expect(always).toEqual({ anna: 0, zed: 0 });
  expect(pricesBy({ hours: 'ignore' }, { workDays: [] })).toEqual(always);
});
