import { patchOf, patchOfArguments } from './patch.ts';

test('values are read as their fields want them; empty takes a value away', () => {
  const given = [
    'country=DE',
    'employees=12',
    'amount=1.5',
    'test=true',
    'phone=',
    'message=a=b',
    'attributes.form=x',
  ];
  expect(patchOfArguments(given)).toEqual({
    country: 'DE',
    employees: 12,
    amount: 1.5,
    test: true,
    phone: null,
    message: 'a=b',
    attributes: { form: 'x' },
  });
});

test('what a field does not take, and unknown fields, go to intake as they are', () => {
  expect(patchOf([['employees', 'many'], ['test', 'yes'], ['colour', 'red']])).toEqual({
    employees: 'many',
    test: 'yes',
    colour: 'red',
  }); // prettier-ignore
});

test.each(['country', '=DE', ''])('`%s` is no change', (argument) => {
  expect(() => patchOfArguments([argument])).toThrow('field=value');
});
