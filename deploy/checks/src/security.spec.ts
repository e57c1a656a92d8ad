import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, SCOPES } from '@leadline/contracts';
import { REDIS_RIGHTS } from '../../local/src/secured/access-list.ts';
import { ROOT } from './folders.ts';

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const row = (name: string): readonly string[] =>
  text
    .split('\n')
    .find((line) => line.startsWith(`| \`${name}\``))
    ?.split('|')
    .map((cell) => cell.trim()) ?? [];

test('operators are told the rights in Redis that everything is tested with', () => {
  expect(text).toContain(`\`${REDIS_RIGHTS}\``);
});

test('the table of scopes is that of the code', () => {
  const roles = Object.keys(ROLES) as (keyof typeof ROLES)[];
  for (const scope of SCOPES) {
    const granted = roles.map((role) => (ROLES[role].some((one) => one === scope) ? '✓' : ''));
    expect([scope, row(scope).slice(3, 3 + roles.length)]).toEqual([scope, granted]);
  }
});
