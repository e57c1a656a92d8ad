import * as fc from 'fast-check';
import { eventIdOf, leadIdOf, workspacePartition } from './ids.ts';

test('a lead id is a UUIDv5 that never changes', () => {
  expect(leadIdOf('default', 'web', 'k-1')).toMatch(
    /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(leadIdOf('default', 'web', 'k-1')).toBe('891ff250-eb07-5dd9-9819-94e685fcf91f');
});

test('other parts are other ids, however they are cut', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string(), { minLength: 3, maxLength: 3 }),
      fc.array(fc.string(), { minLength: 3, maxLength: 3 }),
      (a, b) => {
        const same = a.every((part, index) => part === b[index]);
        expect(leadIdOf(a[0]!, a[1]!, a[2]!) === leadIdOf(b[0]!, b[1]!, b[2]!)).toBe(same);
      },
    ),
  );
  expect(leadIdOf('ab', 'c', 'd')).not.toBe(leadIdOf('a', 'bc', 'd'));
  expect(leadIdOf('a', 'b', 'c')).not.toBe(eventIdOf('a', 'b', 'c'));
});

test('a workspace keeps its partition, and partitions are all used', () => {
  expect(workspacePartition('default', 'emea', 4)).toBe(workspacePartition('default', 'emea', 4));
  const used = new Set(
    Array.from({ length: 100 }, (_, index) => workspacePartition('default', `w${index}`, 4)),
  );
  expect(used).toEqual(new Set([0, 1, 2, 3]));
});
