import { startOffset } from './offsets.ts';

interface Scene {
  readonly committed: string;
  readonly start?: bigint;
  readonly end?: bigint;
  readonly hasOwners?: boolean;
}

/** Where a new owner of partition 2 starts, and what it is warned of. */
async function starting({ committed, start = 0n, end = 9n, hasOwners = false }: Scene) {
  const warnings: unknown[] = [];
  const partitions = [{ partition: 2, offset: committed, metadata: null }];
  const offset = await startOffset(
    { fetchOffsets: async () => [{ topic: 'in', partitions }] },
    { offsets: async (_, which) => new Map([[2, which === 'start' ? start : end]]) },
    'owners',
    { topic: 'in', partition: 2 },
    { log: (level, _message, fields) => void warnings.push({ level, ...fields }), hasOwners },
  );
  return { offset, warnings };
}

test('a new owner starts at the committed offset, without a warning', async () => {
  expect(await starting({ committed: '5', start: 3n, hasOwners: true })).toEqual({
    offset: 5n,
    warnings: [],
  });
});

test.each<[string, Scene]>([
  ['the log has lost its beginning', { committed: '-1', start: 4n }],
  ['the partition had an owner before', { committed: '-1', hasOwners: true }],
])('no committed offset though %s: it starts at the beginning, with a warning', async (_, scene) => {
  const { start = 0n } = scene;
  const warning = {
    level: 'warn',
    group: 'owners',
    topic: 'in',
    partition: 2,
    start: String(start),
    end: '9',
  };
  expect(await starting(scene)).toEqual({ offset: start, warnings: [warning] });
});

test.each<[string, Scene]>([
  ['a new group on a whole log', { committed: '-1' }],
  ['a log without records', { committed: '-1', start: 9n, hasOwners: true }],
])('no warning for %s', async (_, scene) => {
  expect((await starting(scene)).warnings).toEqual([]);
});
