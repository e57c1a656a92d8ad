import { LeadlineError } from '@leadline/contracts';
import { ReleaseLog, type StoredModel } from '@leadline/models';
import { cardOf, releasedOf } from '../../test/card.ts';
import { listLines, listOf } from './list.ts';

const card = cardOf();
const other = cardOf('', {
  version: 'fedcba9876543210',
  release: { allowed: false, reason: 'It is a coin.' },
});
const stored: readonly StoredModel[] = [
  { version: card.version, card, trouble: null },
  { version: other.version, card: other, trouble: null },
  { version: 'torn', card: null, trouble: new LeadlineError('LEADLINE_MODEL_INVALID', 'It is torn.') },
];

const logOf = (...events: readonly Parameters<typeof releasedOf>[1][]): ReleaseLog => {
  const log = new ReleaseLog();
  for (const [index, over] of events.entries()) log.add(releasedOf(card, { eventId: `e${index}`, ...over }));
  return log;
};

test('models with whom they are in charge of, whether they may be, and what is wrong with them', () => {
  const list = listOf(stored, logOf({}, { tenant: 'acme', version: other.version, forced: true }));
  expect(list.models).toMatchObject([
    { version: card.version, inCharge: ['*'], allowed: true, deals: 4000, trouble: null },
    { version: other.version, inCharge: ['acme'], allowed: false },
    { version: 'torn', inCharge: [], allowed: null, trouble: { code: 'LEADLINE_MODEL_INVALID' } },
  ]);
  const text = listLines(list).join('\n');
  expect(text).toMatch(
    /^0123456789ab +all others +yes +4000 +2026-01-01 +2026-06-30 +0\.0200 \(0\.0100 to 0\.0300\)$/m,
  );
  expect(text).toMatch(/^torn +LEADLINE_MODEL_INVALID$/m);
  expect(text).toContain('release, insisted');
});

test('a model in charge that the store lacks is listed', () => {
  const { models } = listOf([], logOf({}));
  expect(models).toMatchObject([
    { version: card.version, inCharge: ['*'], trouble: { code: 'LEADLINE_MODEL_MISSING' } },
  ]);
});

test('releases stand with the newest first; without any there is a word for it', () => {
  const list = listOf(stored, logOf({ reason: 'one' }, { reason: 'two' }));
  expect(list.releases.map(({ reason }) => reason)).toEqual(['two', 'one']);
  expect(listLines(listOf([], logOf())).join('\n')).toContain('No model is in the store');
});
