import * as fc from 'fast-check';
import { utcText } from './instant.ts';

test('dates are those of the calendar', () => {
  const times = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(times, (date) => {
      expect(utcText(date.getTime())).toBe(`${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`);
    }),
  );
});
