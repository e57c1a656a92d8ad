import { Refusals } from './refusals.ts';

test('the first refusal is told at once, those after it together', () => {
  const lines: object[] = [];
  let now = 0;
  const refusals = new Refusals({ warn: (fields) => void lines.push(fields) }, () => now);
  refusals.note('LEADLINE_INTAKE_UNAUTHORIZED', null);
  for (let time = 0; time < 5; time += 1) refusals.note('LEADLINE_INTAKE_UNAUTHORIZED', null);
  expect(lines).toEqual([{ refused: 1, code: 'LEADLINE_INTAKE_UNAUTHORIZED', keyId: null }]);
  now = 60_000;
  refusals.note('LEADLINE_INTAKE_FORBIDDEN', 'k1');
  expect(lines.slice(1)).toEqual([{ refused: 6, code: 'LEADLINE_INTAKE_FORBIDDEN', keyId: 'k1' }]);
});

test('what was not told is told at the end', () => {
  const lines: object[] = [];
  const refusals = new Refusals({ warn: (fields) => void lines.push(fields) }, () => 0);
  refusals.note('LEADLINE_INTAKE_UNAUTHORIZED', null);
  refusals.note('LEADLINE_INTAKE_UNAUTHORIZED', 'k1');
  refusals.flush('at once');
  refusals.flush('at once');
  expect(lines.map((line) => (line as { refused: number }).refused)).toEqual([1, 1]);
});
