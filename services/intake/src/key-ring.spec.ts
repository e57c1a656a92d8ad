import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keyIdOf, keyLine, newApiKey } from '@leadline/contracts';
import { KeyRing } from './key-ring.ts';

const lineOf = (key: string) =>
  keyLine(key, 'a pepper of sixteen', { tenant: 'acme', roles: ['rep'], scopes: [], expires: null });
const [old, next] = [newApiKey(), newApiKey()];
const silent = () => {
  const told: string[] = [];
  const tell = (_: object, message: string) => void told.push(message);
  return { told, info: tell, error: tell };
};

test('what the file says now is good, without a restart', () => {
  let text = lineOf(old);
  const log = silent();
  const ring = new KeyRing(() => text, log);
  expect([...ring.keys.keys()]).toEqual([keyIdOf(old)]);
  text = `${lineOf(old)}\n${lineOf(next)}`;
  ring.look();
  expect([...ring.keys.keys()]).toEqual([keyIdOf(old), keyIdOf(next)]);
  text = lineOf(next);
  ring.look();
  ring.look();
  expect([...ring.keys.keys()]).toEqual([keyIdOf(next)]);
  expect(log.told).toEqual(['the API keys have changed', 'the API keys have changed']);
});

test('a file that cannot be used changes nothing', () => {
  let text = lineOf(old);
  const log = silent();
  const ring = new KeyRing(() => text, log);
  text = 'rubbish';
  ring.look();
  expect([...ring.keys.keys()]).toEqual([keyIdOf(old)]);
  expect(log.told).toEqual(['the API keys cannot be read; those from before stay good']);
});

const code = (wanted: string) => expect.objectContaining({ code: wanted });

test('it does not start with keys that cannot be, or a file that is not there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leadline-keys-'));
  const file = join(folder, 'keys');
  expect(() => KeyRing.ofFile(file, silent())).toThrow(code('LEADLINE_FILE_UNREADABLE'));
  writeFileSync(file, 'rubbish');
  expect(() => KeyRing.ofFile(file, silent())).toThrow(code('LEADLINE_API_KEYS_INVALID'));
  rmSync(folder, { recursive: true });
});
