import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPolicy, releasedText } from './index.ts';

test('reps, examples and comments are left out', () => {
  const text = `version: spring # agreed with Ann Miller
# Ben is away until May.
reps: [{ repId: ann }]
rules:
  - { id: large, when: lead.score > 50.0, require: rep.tier == 'a' } # Ann's own
examples:
  - { name: Ann, at: "2026-03-24T10:00:00Z", expect: { rep: ann } }
`;
  expect(releasedText(text)).toBe(`version: spring
rules:
  - id: large
    when: lead.score > 50.0
    require: rep.tier == 'a'
`);
});

const folder = join(import.meta.dirname, '../../../policies/examples');
test.each(readdirSync(folder))('what is kept of %s routes as the file does', (file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const [whole, kept] = [readPolicy('file', text), readPolicy('file', releasedText(text))];
  expect(whole).toMatchObject({ ok: true });
  expect(kept).toMatchObject({ ok: true, policy: { data: { reps: [], examples: [] } } });
  if (whole.ok && kept.ok) expect(kept.policy.settings).toEqual(whole.policy.settings);
});
