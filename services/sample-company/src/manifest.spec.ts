import { manifestOf } from './manifest.ts';
import { idsOf } from './truth-check.ts';
import { createWorld } from './world/world.ts';

const world = createWorld('spec', { leads: 500 });
const lines = manifestOf(world);
const byId = new Map(lines.map((line) => [line.leadId, line]));

test('given a world, then each lead that the pipeline can receive has one line', () => {
  expect(lines.map(({ leadId }) => leadId).toSorted()).toEqual(
    [...new Set(idsOf(world).values())].toSorted(),
  );
});

test('given a quarantine, then its reason stands there, and nowhere else', () => {
  const kinds = new Set(lines.filter(({ reason }) => reason !== null).map(({ verdict }) => verdict));
  expect(kinds).toEqual(new Set(['quarantine']));
  expect(lines.filter(({ verdict, reason }) => verdict === 'quarantine' && reason === null)).toEqual([]);
});

test('given a duplicate, then it names a valid lead of the manifest', () => {
  const duplicates = lines.filter(({ verdict }) => verdict === 'duplicate');
  expect(duplicates.length).toBeGreaterThan(5);
  expect(new Set(duplicates.map(({ duplicateOf }) => byId.get(duplicateOf ?? '')?.verdict))).toEqual(
    new Set(['valid']),
  );
});
