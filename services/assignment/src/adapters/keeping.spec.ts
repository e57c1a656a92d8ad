import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepingIn } from './keeping.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'leadline-keeping-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A file that was last changed some hours ago. */
function file(name: string, hours: number): void {
  writeFileSync(join(folder, name), 'x');
  const at = Date.now() / 1_000 - hours * 3_600;
  utimesSync(join(folder, name), at, at);
}

test('what is too old to go on from is taken away at the start, and nothing else', () => {
  file('assignment-0.sqlite', 13);
  file('assignment-0.sqlite-journal', 14);
  file('assignment-1.sqlite', 1);
  file('assignment-1.sqlite-journal', 13);
  file('assignment-2.sqlite', 13);
  file('assignment-2.sqlite-journal', 1);
  file('assignment-3.sqlite-journal', 13);
  file('somebody-elses.txt', 100);
  keepingIn(folder);
  expect(readdirSync(folder).toSorted()).toEqual([
    'assignment-1.sqlite',
    'assignment-1.sqlite-journal',
    'assignment-2.sqlite',
    'assignment-2.sqlite-journal',
    'somebody-elses.txt',
  ]);
});

test('a folder is made; one that cannot be is refused, with the setting and what to do', () => {
  keepingIn(join(folder, 'a/b'));
  expect(readdirSync(join(folder, 'a'))).toEqual(['b']);
  mkdirSync(join(folder, 'c'));
  writeFileSync(join(folder, 'c/file'), '');
  expect(() => keepingIn(join(folder, 'c/file/d'))).toThrow(
    expect.objectContaining({
      code: 'LEADLINE_CONFIG_INVALID',
      where: 'LEADLINE_ASSIGNMENT_STATE',
      message: expect.stringMatching(/c\/file\/d cannot be made.*leave the setting out/),
    }),
  );
});
