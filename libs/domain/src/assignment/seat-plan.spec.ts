import * as fc from 'fast-check';
import highs from 'highs';
import { gainsByPlan } from './rehearsal.ts';
import { SeatPlan } from './seat-plan.ts';
import { type Seating, seatingOf } from './seating.ts';

/** Who sits where, as leads are decided one after the other: each takes the best at the plan's prices, or what is best for itself. */
function decided(seating: Seating, isPlanned: boolean) {
  const { leads, seats, worths } = seating;
  const plan = isPlanned ? new SeatPlan(seating) : null;
  const got = seats.map(() => 0);
  const served: number[] = [];
  let total = 0;
  for (let lead = 0; lead < leads; lead += 1) {
    const losses = plan?.lossesWithout(lead) ?? [];
    const open = seats.flatMap((count, rep) => {
      const worth = got[rep]! < count ? worths(rep, got[rep]!)[lead]! : -Infinity;
      return worth === -Infinity ? [] : [{ rep, worth, net: worth - (losses[rep] ?? 0) }];
    });
    const [best] = open.toSorted((a, b) => b.net - a.net || a.rep - b.rep);
    if (best === undefined) continue;
    got[best.rep]! += 1;
    total += best.worth;
    served.push(lead);
    plan?.take(best.rep);
  }
  return { total, served };
}

/** The first leads who can all have seats: each is let in if that leaves those before it seated (Kuhn's paths). */
function firstServed({ leads, seats, worths }: Seating): number[] {
  const places = seats.flatMap((count, rep) => Array.from({ length: count }, () => rep));
  const at = places.map((): number | null => null);
  const fits = (lead: number, place: number): boolean => worths(places[place]!, 0)[lead]! > -Infinity;
  const letIn = (lead: number, tried: Set<number>): boolean =>
    places.some((_, place) => {
      if (tried.has(place) || !fits(lead, place)) return false;
      tried.add(place);
      const there = at[place] ?? null;
      if (there !== null && !letIn(there, tried)) return false;
      at[place] = lead;
      return true;
    });
  return Array.from({ length: leads }, (_, lead) => lead).filter((lead) => letIn(lead, new Set()));
}

// Its types are those of the CommonJS build, which has a `default`.
const solving = (highs as unknown as typeof highs.default)();

/** The highest sum of worths with just these leads seated, as HiGHS finds it: the program in CPLEX's LP format. */
async function optimumOf({ seats, worths }: Seating, served: readonly number[]): Promise<number> {
  if (served.length === 0) return 0;
  const solver = await solving;
  const terms = served.flatMap((lead) =>
    seats.flatMap((count, rep) =>
      Array.from({ length: count }, (_, before) => ({ lead, rep, before, worth: worths(rep, before)[lead]! })),
    ),
  ).filter(({ worth }) => worth > -Infinity); // prettier-ignore
  const nameOf = ({ lead, rep, before }: (typeof terms)[number]): string => `x${lead}_${rep}_${before}`;
  const sum = (of: readonly (typeof terms)[number][]): string => of.map(nameOf).join(' + ');
  const rows = [
    ...[...Map.groupBy(terms, ({ lead }) => lead).values()].map((of) => `${sum(of)} = 1`),
    ...[...Map.groupBy(terms, ({ rep, before }) => `${rep} ${before}`).values()].map((of) => `${sum(of)} <= 1`),
  ]; // prettier-ignore
  const goal = terms.map((one) => `${one.worth < 0 ? '-' : '+'} ${Math.abs(one.worth)} ${nameOf(one)}`).join(' '); // prettier-ignore
  const solved = solver.solve(`Maximize\n ${goal}\nSubject To\n ${rows.join('\n ')}\nEnd`);
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS says ${solved.Status}.`);
  return Math.round(solved.ObjectiveValue);
}

/** Worths by lead and rep; null: the rep may not have the lead. `less`: what each lead that a rep has got takes from the next. */
const given = (rows: readonly (readonly (number | null)[])[], seats: readonly number[], less = 0): Seating =>
  seatingOf(rows.length, seats, (lead, rep, before) => (rows[lead]?.[rep] ?? -Infinity) - less * before);

test('a lead that only slightly prefers a rep leaves the rep to one that needs the rep much more', () => {
  const seating = given([[100, 99], [90, 10]], [1, 1]); // prettier-ignore
  expect(decided(seating, false).total).toBe(110);
  expect(decided(seating, true).total).toBe(189);
  expect(new SeatPlan(seating).lossesWithout(0)).toEqual([80, 0]);
});

test('nobody goes without a rep whom another can spare, however little it is worth; of two the later one does', () => {
  const spared = given([[100, 1], [5, null]], [1, 1]); // prettier-ignore
  expect(decided(spared, false).served).toEqual([0]);
  expect(decided(spared, true).served).toEqual([0, 1]);
  const scarce = given([[10, 9], [null, 5], [700, null]], [1, 1]); // prettier-ignore
  expect(decided(scarce, true)).toEqual({ served: [0, 1], total: 15 });
});

test('who has more seats is dear only when those behind would take all of them', () => {
  const rows = [[50, 49], [60, 20], [60, 30]]; // prettier-ignore
  expect(new SeatPlan(given(rows, [3, 1])).lossesWithout(0)).toEqual([0, 0]);
  expect(new SeatPlan(given(rows, [2, 1])).lossesWithout(0)).toEqual([30, 0]);
  // With each lead a rep is worth less to the next: the second seat is no longer what the first was.
  expect(new SeatPlan(given(rows, [3, 1], 5)).lossesWithout(0)).toEqual([10, 0]);
});

test('a rep whom leads before would make worth more is worth what it was with fewer', () => {
  const plan = new SeatPlan(given([[null, 49], [60, 20]], [2, 1], -100)); // prettier-ignore
  expect(plan.lossesWithout(0)).toEqual([0, 0]);
});

const anyWorth = fc.option(fc.integer({ min: -50, max: 1000 }), { freq: 5, nil: null });
const instance = fc
  .record({ reps: fc.integer({ min: 1, max: 6 }), leads: fc.integer({ min: 1, max: 14 }) })
  .chain(({ reps, leads }) =>
    fc.record({
      rows: fc.array(fc.array(anyWorth, { minLength: reps, maxLength: reps }), { minLength: leads, maxLength: leads }),
      seats: fc.array(fc.nat({ max: 4 }), { minLength: reps, maxLength: reps }),
      less: fc.constantFrom(0, 0, 7, 40),
    }),
  ); // prettier-ignore

test('the first leads that can be served are, and for the highest sum that HiGHS finds, never less than each alone', async () => {
  await fc.assert(
    fc.asyncProperty(instance, async ({ rows, seats, less }) => {
      const seating = given(rows, seats, less);
      const [planned, alone] = [decided(seating, true), decided(seating, false)];
      expect(planned.served).toEqual(firstServed(seating));
      expect(planned.total).toBe(await optimumOf(seating, planned.served));
      expect(planned.served.length).toBeGreaterThanOrEqual(alone.served.length);
      if (planned.served.join() === alone.served.join())
        expect(planned.total).toBeGreaterThanOrEqual(alone.total);
    }),
    { numRuns: 300 },
  );
});

test('where a dearer lead loses more by those before it, a step in order of priority comes within 0.2 % of the optimum in the mean', async () => {
  const dearer = fc.record({ cents: fc.integer({ min: 100, max: 100_000 }), chances: fc.array(fc.integer({ min: 5, max: 60 }), { minLength: 5, maxLength: 5 }) }); // prettier-ignore
  const [together, apart]: [number[], number[]] = [[], []];
  await fc.assert(
    fc.asyncProperty(fc.array(dearer, { minLength: 5, maxLength: 20 }), async (unordered) => {
      const leads = unordered.toSorted((a, b) => b.cents - a.cents);
      const seating = seatingOf(leads.length, [4, 4, 4, 4, 4], (lead, rep, before) => {
        const { cents, chances } = leads[lead]!;
        return Math.floor((cents * chances[rep]!) / (100 + 8 * before));
      });
      const [planned, alone] = [decided(seating, true), decided(seating, false)];
      const optimum = await optimumOf(seating, planned.served);
      expect(planned.total).toBeLessThanOrEqual(optimum);
      expect(gainsByPlan(seating)).toBe(planned.total > alone.total);
      together.push(Math.max(planned.total, alone.total) / optimum);
      apart.push(alone.total / optimum);
    }),
    { numRuns: 100 },
  );
  expect(mean(together)).toBeGreaterThan(0.998);
  expect(mean(together)).toBeGreaterThan(mean(apart));
});

/** The best of all ways to seat leads: as many as can be, of those the first, then the highest sum. Tries every one. */
function bestOf(leads: readonly number[], left: readonly number[], { seats, worths }: Seating) {
  const start = { mask: 0, sum: 0, got: seats.map((count, rep) => count - (left[rep] ?? 0)) };
  const ways = leads.reduce(
    (all, lead) =>
      all.flatMap(({ mask, sum, got }) => [
        { mask: mask * 2, sum, got },
        ...seats.flatMap((count, rep) => {
          const worth = got[rep]! < count ? worths(rep, got[rep]!)[lead]! : -Infinity;
          return worth === -Infinity ? [] : [{ mask: mask * 2 + 1, sum: sum + worth, got: got.with(rep, got[rep]! + 1) }];
        }),
      ]),
    [start],
  ); // prettier-ignore
  return ways.reduce((a, b) => (b.mask > a.mask || (b.mask === a.mask && b.sum > a.sum) ? b : a));
}

const few = fc.record({
  // Few different worths: many plans are equally good.
  rows: fc.array(fc.array(fc.option(fc.integer({ min: -1, max: 4 }), { freq: 5, nil: null }), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 5 }),
  seats: fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 3 }),
  takes: fc.array(fc.nat({ max: 2 }), { minLength: 5, maxLength: 5 }),
  less: fc.constantFrom(0, 1),
}); // prettier-ignore

test('a price is what those behind lose with the seat, whoever took which seats before', () => {
  fc.assert(
    fc.property(few, ({ rows, seats, takes, less }) => {
      const seating = given(rows, seats, less);
      const plan = new SeatPlan(seating);
      const left = [...seats];
      for (const lead of rows.keys()) {
        const behind = [...rows.keys()].filter((other) => other > lead);
        const losses = plan.lossesWithout(lead);
        const all = bestOf(behind, left, seating);
        for (const [rep, loss] of losses.entries()) {
          expect(loss === null).toBe(left[rep] === 0);
          if (loss === null) continue;
          const fewer = bestOf(behind, left.with(rep, left[rep]! - 1), seating);
          if (fewer.mask === all.mask) expect(loss).toBe(all.sum - fewer.sum);
          else {
            // Who goes without is told by the order of size: the last in the line least.
            const place = behind.length - Math.log2(all.mask - fewer.mask);
            expect(loss - (rows.length - lead - place) * 2 ** 42).toBe(all.sum - fewer.sum);
          }
        }
        const taken = takes[lead]!;
        if (left[taken]! > 0) left[taken]! -= 1;
        plan.take(taken);
      }
    }),
    { numRuns: 500 },
  );
});

const mean = (shares: readonly number[]): number =>
  shares.reduce((sum, share) => sum + share, 0) / shares.length;

test('prices follow from worths alone: reps in another order have the same', () => {
  fc.assert(
    fc.property(instance, ({ rows, seats, less }) => {
      const plan = new SeatPlan(given(rows, seats, less));
      const turned = new SeatPlan(given(rows.map((row) => row.toReversed()), seats.toReversed(), less)); // prettier-ignore
      for (const lead of rows.keys()) {
        const losses = plan.lossesWithout(lead);
        expect(turned.lossesWithout(lead)).toEqual(losses.toReversed());
        const rep = losses.findIndex((loss, index) => loss !== null && rows[lead]![index] !== null);
        if (rep < 0) continue;
        plan.take(rep);
        turned.take(seats.length - 1 - rep);
      }
    }),
    { numRuns: 300 },
  );
});
