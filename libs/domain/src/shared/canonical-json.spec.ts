import * as fc from 'fast-check';
import { canonicalJson } from './canonical-json.ts';

test('keys are sorted and nothing is spaced', () => {
  expect(canonicalJson({ b: [1, { d: null, c: 'x"' }], a: undefined, A: -0 })).toBe(
    '{"A":0,"b":[1,{"c":"x\\"","d":null}]}',
  );
});

test('reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
      expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('refuses what JSON cannot hold', () => {
  expect(() => canonicalJson([NaN])).toThrow(RangeError);
});
