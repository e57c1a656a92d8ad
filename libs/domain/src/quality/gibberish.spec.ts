import { isGibberish } from './gibberish.ts';

test.each(['hjkdfgw', 'Bcdfghjk', 'HkjPwqLzXvQ', 'Ann LvWdZJhpQsRb', 'xKqWzPlMnTr', 'tRgVxKqLmNpZ Smith'])(
  '%s is random letters',
  (name) => {
    expect(isGibberish(name)).toBe(true);
  },
);

test.each([
  'Ann Lee',
  'Schtschedrin',
  'Knightsbridge',
  'Krzyzewski',
  'McDonald MacLeod',
  'DeLaRosaMcKay',
  'VanDerBergMcKay',
  'Strč',
  'Smrčk Brnk',
  'Hrvst',
  'Lynch',
  'Ng',
  'KPMGDCH',
  "O'Shaughnessy-Wright",
  'Щедрин',
  '李雷',
  '',
])('"%s" may be a name', (name) => {
  expect(isGibberish(name)).toBe(false);
});
