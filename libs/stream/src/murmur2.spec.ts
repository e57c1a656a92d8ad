import { murmur2, partitionOf } from './murmur2.ts';

/** From the tests of Kafka's own client (UtilsTest.testMurmur2). */
const JAVA: readonly (readonly [text: string, hash: number])[] = [
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
];

test.each(JAVA)('hashes %s as Java does', (text, hash) => {
  expect(murmur2(Buffer.from(text))).toBe(hash);
});

test('a key has one partition, inside the range', () => {
  expect(JAVA.map(([text]) => partitionOf(text, 4))).toEqual(JAVA.map(([, hash]) => (hash & 0x7fffffff) % 4));
});
