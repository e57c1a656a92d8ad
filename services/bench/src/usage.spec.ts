import { cpuMsOf, rssMbOf } from './usage.ts';

test('processor time is user and kernel ticks, whatever the process is called', () => {
  expect(cpuMsOf('42 (a) b) S 1 2 3 4 5 6 7 8 9 10 150 25 0 0 20')).toBe(1750);
});

test('resident memory in MB', () => {
  expect(rssMbOf('Name:\tnode\nVmPeak:\t   9999 kB\nVmRSS:\t   204800 kB\n')).toBe(200);
  expect(rssMbOf('Name:\tkthreadd\n')).toBeNaN();
});
