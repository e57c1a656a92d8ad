import type { ModelReleased } from '@leadline/contracts';
import * as fc from 'fast-check';
import { released } from '../../test/released.ts';
import { EVERYBODY, ReleaseLog } from './release-log.ts';

const logOf = (...events: readonly Partial<ModelReleased>[]): ReleaseLog => {
  const log = new ReleaseLog();
  for (const one of events) log.add(released(null, one));
  return log;
};

const rollback = (version: string | null, tenant = EVERYBODY) =>
  ({ action: 'rollback', version, tenant }) as const;

test('the last release is in charge; a tenant with one of its own has that', () => {
  const log = logOf({ version: 'a' }, { version: 'b', tenant: 'acme' }, { version: 'c' });
  expect(['acme', 'other'].map((tenant) => log.inCharge(tenant))).toEqual(['b', 'c']);
  expect(logOf().inCharge('acme')).toBeNull();
});

test('a tenant whose only release is taken back has what all have', () => {
  const log = logOf({ version: 'a' }, { version: 'b', tenant: 'acme' }, rollback(null, 'acme'));
  expect(log.inCharge('acme')).toBe('a');
});

test('a rollback goes back by one release, the next by another, and then there is nothing to take back', () => {
  expect(logOf().former(EVERYBODY)).toBeUndefined();
  expect(logOf({ version: 'a' }).former(EVERYBODY)).toBeNull();
  expect(logOf({ version: 'a' }, { version: 'b' }, { version: 'c' }).former(EVERYBODY)).toBe('b');
  const twice = [{ version: 'a' }, { version: 'b' }, { version: 'c' }, rollback('b')];
  expect(logOf(...twice).former(EVERYBODY)).toBe('a');
  expect(logOf(...twice, { version: 'd' }).former(EVERYBODY)).toBe('b');
  expect(logOf({ version: 'a' }, rollback(null)).former(EVERYBODY)).toBeUndefined();
});

test('a record that comes again changes nothing', () => {
  const log = new ReleaseLog();
  const [a, b] = [released('a'), released('b')];
  for (const one of [a, b, a]) log.add(one);
  expect(log.inCharge('acme')).toBe('b');
  expect(log.events).toHaveLength(2);
});

test('who was put in charge against its card stays so', () => {
  const log = logOf({ version: 'a', forced: true }, { version: 'b' }, rollback('a'));
  expect([log.isForced('a'), log.isForced('b')]).toEqual([true, false]);
});

test('property: rollbacks undo releases as brackets close, whatever the order', () => {
  const step = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), fc.constant(null));
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const log = new ReleaseLog();
      const expected: string[] = [];
      for (const version of steps) {
        const former = log.former(EVERYBODY);
        if (version === null) {
          expect(former === undefined).toBe(expected.length === 0);
          if (former === undefined) continue;
          expected.pop();
          log.add(released(former, { action: 'rollback' }));
        } else {
          expected.push(version);
          log.add(released(version));
        }
        expect(log.inCharge('anybody')).toBe(expected.at(-1) ?? null);
      }
    }),
  );
});
