import { keyedHash } from '@leadline/contracts';
import { assessLead, isGibberish } from '@leadline/domain';
import { latin, shippedRules, shippedVocabularies } from '@leadline/reference';
import { pairsOf } from '../test/identity/labelled.ts';
import { enrichedLead } from '../test/lead.ts';
import { lookUp } from './lookups.ts';

const rules = { findings: shippedRules(), bar: 'warning' } as const;
const writing = { hash: keyedHash('a secret for these tests'), latin };
const vocabularies = shippedVocabularies();

function reasonsFor(contact: Parameters<typeof enrichedLead>[0]): readonly string[] {
  const lead = enrichedLead(contact);
  return assessLead(lead, lookUp(lead, vocabularies), writing, rules).reasons;
}

/** Names in Latin and Cyrillic letters, many with a typing error: see build.py beside them. */
const names = [
  ...new Set(
    (['a', 'b'] as const).flatMap((part) =>
      pairsOf(part).flatMap((row) => [row['name_a'] ?? '', row['name_b'] ?? '']),
    ),
  ),
].filter((name) => name !== '');

test('no name of the labelled people is taken for junk, a bot or a test', () => {
  expect(names.length).toBeGreaterThan(3_000);
  const nobody = { firstName: null, lastName: null };
  const taken = names.filter((name) => reasonsFor({ contact: { ...nobody, name } }).length > 0);
  expect(taken).toEqual([]);
});

/** A word of random letters and capitals; always the same for one seed. */
function randomWord(seed: number): string {
  let state = seed;
  const next = (count: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * count);
  };
  return Array.from({ length: 12 + next(6) }, () => {
    const letter = String.fromCharCode(97 + next(26));
    return next(2) === 0 ? letter : letter.toUpperCase();
  }).join('');
}

test('of two names of random letters as bots fill them in, most are known', () => {
  const known = Array.from({ length: 1_000 }, (_, index) =>
    isGibberish(`${randomWord(index * 7_919 + 1)} ${randomWord(index * 104_729 + 2)}`),
  );
  expect(known.filter(Boolean).length / known.length).toBeGreaterThan(0.8);
});
