import { Standstill } from './standstill.ts';

const fail = (standstill: Standstill, times: number, offset = 7n) =>
  Array.from({ length: times }, () => standstill.failed(3, offset, 'it breaks')).lastIndexOf(true);

test('the alarm comes with the tenth failure at the same offset, and every tenth one after', () => {
  const standstill = new Standstill();
  expect(fail(standstill, 9)).toBe(-1);
  expect(standstill.unhealthy()).toBeNull();
  expect(standstill.failed(3, 7n, 'it breaks still')).toBe(true);
  expect(standstill.unhealthy()).toBe(
    'partition 3 stands still at offset 7 after 10 failures: it breaks still',
  );
  expect(fail(standstill, 10)).toBe(9);
});

test('failures elsewhere do not add up, and the alarm ends when the partition moves', () => {
  const standstill = new Standstill();
  fail(standstill, 9);
  expect(fail(standstill, 9, 8n)).toBe(-1);
  standstill.failed(4, 8n, 'another one');
  expect(standstill.unhealthy()).toBeNull();
  expect(standstill.failed(3, 8n, 'it breaks')).toBe(true);
  standstill.over(3);
  expect(standstill.unhealthy()).toBeNull();
});
