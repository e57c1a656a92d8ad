import { isJunkName } from './junk-name.ts';

test.each([
  'asdf',
  'Qwerty',
  'asd',
  'asdasd',
  'asdf asdf',
  'qwertz',
  'lkjhg',
  'poiuy',
  'aaaa',
  'Xxxxx',
  '12345',
  'Ann qwe',
  'zxcvbnm',
])('%s is junk', (name) => {
  expect(isJunkName(name)).toBe(true);
});

test.each([
  'Ann Lee',
  'Wert',
  'Trew',
  'Asa',
  'John Smith III',
  'Po',
  'Qi Wu',
  'Zara',
  'Bo',
  'Li',
  'Ada',
  'Anan',
  'Ötzi',
  "O'Neil",
  '李雷',
  '',
  'Yolanda',
  'Popo',
  'Tyson',
])('"%s" is a name', (name) => {
  expect(isJunkName(name)).toBe(false);
});
