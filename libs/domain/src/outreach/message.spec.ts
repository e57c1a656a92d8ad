import * as fc from 'fast-check';
import { fillTemplate, fullNameOf, messageIdOf, tidy } from './message.ts';

const template = 'Subject: Hello {firstName|there}\n\nDear {firstName|friend},\n\n{company}';

test('fills placeholders, and says what stands there otherwise', () => {
  expect(fillTemplate(template, { firstName: 'Ada', company: 'ACME' })).toEqual({
    subject: 'Hello Ada',
    text: 'Dear Ada,\n\nACME',
  });
  expect(fillTemplate(template, { firstName: null, company: null }).subject).toBe('Hello there');
});

test('a name with braces is a name and no placeholder', () => {
  expect(fillTemplate(template, { firstName: '{company}', company: 'ACME' }).subject).toBe('Hello {company}');
});

test('refuses a template without subject or with an unknown placeholder', () => {
  expect(() => fillTemplate('Hello', {})).toThrow(RangeError);
  expect(() => fillTemplate(template, { firstName: 'Ada' })).toThrow('{company}');
});

test('whatever a name holds, it never adds a line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (firstName) => {
      const { subject, text } = fillTemplate(template, { firstName, company: 'ACME' });
      expect(subject).not.toMatch(/[\r\n\u2028\u2029\0]/);
      expect(text.split(/\r\n|\r|\n|\u2028|\u2029/)).toHaveLength(3);
    }),
  );
});

test('tidy keeps names of all scripts and cuts no character in two', () => {
  expect(tidy('  José \t Łukasz 山田\u0000 ')).toBe('José Łukasz 山田');
  expect(Array.from(tidy('😀'.repeat(300)))).toHaveLength(200);
});

test('the message id follows from lead, attempt and kind', () => {
  expect(messageIdOf('l1', 2, 'mail.acme.io', 'lead')).toBe('<l1.2@mail.acme.io>');
  expect(messageIdOf('l1', 2, 'mail.acme.io', 'rep')).toBe('<l1.2.rep@mail.acme.io>');
});

test('the full name is made of its parts, else taken whole', () => {
  expect(fullNameOf({ firstName: 'Ada', lastName: null, name: 'A. L.' })).toBe('Ada');
  expect(fullNameOf({ firstName: null, lastName: ' ', name: 'A. L.' })).toBe('A. L.');
});
