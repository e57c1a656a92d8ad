import { createAgenda } from './agenda.ts';

test('given entries out of order, then they come due in order, once, ties as they came', () => {
  const agenda = createAgenda<string>();
  agenda.add(30, 'late');
  agenda.add(10, 'first');
  agenda.add(20, 'second');
  agenda.add(20, 'third');
  expect(agenda.takeUntil(20)).toEqual(['first', 'second', 'third']);
  expect(agenda.takeUntil(20)).toEqual([]);
  expect(agenda.takeUntil(40)).toEqual(['late']);
});
