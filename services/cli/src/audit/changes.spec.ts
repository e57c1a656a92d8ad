import { SCHEMAS } from '@leadline/contracts';
import { type Change, changeLines } from './changes.ts';
import { SIGNED } from './changes-read.ts';

const at = Date.parse('2026-11-23T12:00:00Z');
const change = (over: Partial<Change> = {}): Change => ({
  at, what: 'rep', workspace: 'emea', subject: 'ann', by: 'hris', key: 'k1', reason: 'nightly sync', ...over,
}); // prettier-ignore

const namesOf = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name);

test('every record that says who and why is listed: a new one is not forgotten', () => {
  const signed = Object.values(SCHEMAS).filter(({ fields }) => {
    const names = namesOf(fields);
    return names.includes('reason') && (names.includes('by') || names.includes('actor'));
  });
  expect([...SIGNED].toSorted()).toEqual(signed.map(({ name }) => name).toSorted());
});

test('a sync is one line; what another did, or for another reason, is its own', () => {
  const lines = changeLines([
    change(),
    change({ subject: 'ben' }),
    change({ subject: 'cy' }),
    change({ what: 'prices', subject: 'p1', by: 'job', reason: 'nightly' }),
    change({ subject: 'dee', key: null }),
  ]);
  expect(lines).toHaveLength(4);
  expect(lines[1]).toMatch(/^2026-11-23 12:00:00\.000 +rep +emea +ann … cy \(3\) +hris +k1 +nightly sync$/);
  expect(lines[2]).toContain('p1');
  expect(changeLines([])).toHaveLength(1);
});
