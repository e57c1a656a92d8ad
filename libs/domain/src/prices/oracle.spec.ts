import * as fc from 'fast-check';
import highs from 'highs';
import { capacityPrices, type Demand } from './dual.ts';

/** What HiGHS finds for the program of capacityPrices, written in CPLEX's LP format. */
async function optimumOf(demands: readonly Demand[], capacity: readonly number[]): Promise<number> {
  const solver = await solving;
  const terms = demands.flatMap(({ worths, minutes }, lead) =>
    capacity.flatMap((_, rep) => ((worths[rep] ?? 0) > 0 ? [{ lead, rep, minutes, worth: worths[rep] ?? 0 }] : [])),
  ); // prettier-ignore
  const rows = [
    ...[...Map.groupBy(terms, ({ lead }) => lead).values()].map((of) => `${of.map(nameOf).join(' + ')} <= 1`),
    ...[...Map.groupBy(terms, ({ rep }) => rep).values()].map((of) => `${of.map((one) => `${one.minutes} ${nameOf(one)}`).join(' + ')} <= ${capacity[of[0]!.rep]}`),
  ]; // prettier-ignore
  const worth = terms.map((one) => `${one.worth} ${nameOf(one)}`).join(' + ');
  const solved = solver.solve(`Maximize\n ${worth}\nSubject To\n ${rows.join('\n ')}\nEnd`);
  if (solved.Status !== 'Optimal') throw new Error(`HiGHS says ${solved.Status}.`);
  return solved.ObjectiveValue;
}
// Its types are those of the CommonJS build, which has a `default`.
const solving = (highs as unknown as typeof highs.default)();
const nameOf = ({ lead, rep }: { readonly lead: number; readonly rep: number }): string => `x${lead}_${rep}`;

const worth = fc.integer({ min: 1, max: 20_000 });
const program = fc.record({
  demands: fc.array(
    fc.record({ minutes: fc.integer({ min: 1, max: 200 }), worths: fc.tuple(worth, worth, worth) }),
    { minLength: 20, maxLength: 60 },
  ),
  /** How many times its time the first rep is asked for, were it the only one; the others, so or less. */
  asked: fc.integer({ min: 10, max: 500 }),
  others: fc.constantFrom(1, 5, 100),
});

/** First step, as the price job takes it. */
const stepOf = (demands: readonly Demand[]): number =>
  demands.reduce((sum, { worths }) => sum + Math.max(...Array.from(worths)), 0) /
  (10 * demands.reduce((sum, { minutes }) => sum + minutes, 0));

test('prices come to rest at those of HiGHS also where a rep is asked for 10 to 500 times the time there is', async () => {
  await fc.assert(
    fc.asyncProperty(program, async ({ demands, asked, others }) => {
      const minutes = demands.reduce((sum, demand) => sum + demand.minutes, 0);
      const least = minutes / asked;
      const capacity = [least, least * others, least * others];
      const { total } = capacityPrices(demands, capacity, stepOf(demands));
      const optimum = await optimumOf(demands, capacity);
      expect(total).toBeGreaterThan(optimum * 0.999_999);
      // Of twenty leads where there is time for a part of one, some percent are left; before prices had a ceiling, as much again.
      expect(total).toBeLessThan(optimum * 1.1);
    }),
    { numRuns: 60 },
  );
});
