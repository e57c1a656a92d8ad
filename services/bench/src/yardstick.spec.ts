import { measureYardstick } from './yardstick.ts';

test('a request has a cost at each rate, and the server has ended', async () => {
  const measured = await measureYardstick([null, 200], 20);
  expect(measured.map(({ perSecond }) => perSecond)).toEqual([null, 200]);
  for (const { cpuMsPerRequest } of measured) expect(cpuMsPerRequest).toBeGreaterThan(0);
});
