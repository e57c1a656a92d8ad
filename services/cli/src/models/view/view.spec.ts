import { ReleaseLog, type ServedCard } from '@leadline/models';
import { cardOf, releasedOf } from '../../../test/card.ts';
import { cardLines, cardPage } from './page.ts';
import { sectionsOf } from './sections.ts';
import { type ModelView, viewOf } from './view.ts';

const EVIL = '"><script>alert(1)</script>&\'';

function view(mark = '', over: Partial<ServedCard> = {}): ModelView {
  const card = { ...cardOf(mark), ...over } as ServedCard;
  const log = new ReleaseLog();
  log.add(
    releasedOf(cardOf(mark), { reason: `because${mark}`, by: `ops${mark}`, comparison: `first${mark}` }),
  );
  log.add(releasedOf(cardOf(mark), { tenant: `acme${mark}` }));
  return viewOf(card, log);
}

/** A card that says no more than it must. */
const bare = (): ModelView => {
  const {
    metrics: _m,
    claims: _c,
    caveats: _v,
    window: _w,
    spread: _s,
    leadPart: _l,
    refused: _r,
    congestion: _g,
    picks: _p,
    ...rest
  } = cardOf();
  return viewOf({ ...rest, reps: { effects: rest.reps.effects, segments: rest.reps.segments } }, null);
};

test('every cell of every table stands in the page, and in the text', () => {
  const [page, text] = [cardPage(view()), cardLines(view()).join('\n')];
  for (const { title, notes, tables } of sectionsOf(view())) {
    expect(page).toContain(title);
    for (const note of notes) expect(text).toContain(note);
    for (const { caption, rows } of tables) {
      expect(page).toContain(`<caption>${caption}</caption>`);
      for (const { text: cell, aside } of rows.flat()) {
        expect(page).toContain(`>${cell}<`);
        expect(text).toContain(aside === undefined ? cell : `${cell} (${aside})`);
      }
    }
  }
});

test('it says what the issue of a card is: window, metrics with intervals, claims with sizes, limits, release', () => {
  const text = cardLines(view()).join('\n');
  for (const said of [
    '4,000 deals, from 2026-01-01 to 2026-06-30',
    '0.0200 (0.0100 to 0.0300)',
    '−0.0010 (−0.0040 to 0.0020)',
    '0.650 (0.610 to 0.690)',
    'Reps differ.',
    '0.20 (0.10 to 0.30)',
    '0.80 (0.40 to 1.20), on 300 deals',
    '0.120 (0.050 to 0.190)',
    'by 2,500 deals (on average 14 minutes to the first answer and 3.2 earlier leads of the day)',
    'Of 900 deals it is known how far the lead was given out of turn. They were better than they look',
    '24.0 % (',
    'Nothing is known of how reps were chosen.',
    'It may be put in charge. It tells more than the base rate.',
    'It is in charge of: all others, acme.',
    'ops',
    'left out: AMOUNT_MISSING',
  ])
    expect(text).toContain(said);
});

test('text from outside stays text, wherever the page shows it', () => {
  const page = cardPage(view(EVIL));
  for (const mark of ['anna', 'emea', 'trade', 'web', 'Reps differ', 'chosen', 'base rate', 'because', 'ops', 'first', 'acme'])
    expect(page).toContain(`${mark}&quot;>&lt;script`); // prettier-ignore
  expect(page.toLowerCase()).not.toContain('<script');
});

test('a page needs nothing from elsewhere and lets nothing run', () => {
  const page = cardPage(view());
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/\b(src|srcset|data|action)=|url\(|@import|https?:/i);
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(
    sectionsOf(view()).map(({ id }) => `#${id}`),
  );
});

test('a drawing says in words what it shows, and each mark its value', () => {
  const page = cardPage(view());
  const drawings = page.match(/<svg[^>]*>/g) ?? [];
  expect(drawings).toHaveLength(4);
  for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="[^"]{20,}"/);
  expect(page).toContain('<title>predicted 12.0 %, won 10.0 % of 400 deals (7.4 % to 13.3 %)</title>');
  expect(page).toContain('<title>finance: −2.3</title>');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('of what a mark below zero and one above it lie on either side of the axis', () => {
  const drawn = cardPage(view()).split('aria-label="Effect of each rep')[1]!.split('</svg>')[0]!;
  const axis = Number(/class="axis" x1="([\d.]+)"/.exec(drawn)![1]);
  const dots = [...drawn.matchAll(/class="dot" cx="([\d.]+)"/g)].map(([, x]) => Math.sign(Number(x) - axis));
  // ben, cleo, anna: the best first.
  expect(dots).toEqual([1, 0, -1]);
});

test('a card that says no more than it must can be read, and what is absent is said', () => {
  const [page, text] = [cardPage(bare()), cardLines(bare()).join('\n')];
  for (const said of ['Its card names no evaluation.', 'It claims nothing.', 'Its card says nothing of: evaluation, claims of reps, window of training.'])
    expect(text).toContain(said); // prettier-ignore
  expect(text).toContain('no address of Kafka is known');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('an interval without an end is told so', () => {
  const { metrics } = cardOf();
  const open = { ...metrics, gain: { ...metrics.gain, model: { value: 0.1, low: null, high: null } } };
  const page = cardPage(view('', { metrics: open as never }));
  expect(page).toContain('no end to no end');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('what a later trainer says stands there as it is, and is no error', () => {
  const later = { offers: { declined: { value: -0.2, words: 'Waiting costs.' }, list: [1, 2] } };
  const text = cardLines(view('', later as never)).join('\n');
  expect(text).toContain('offers.declined.words  Waiting costs.');
  expect(text).toMatch(/offers\.list +1, 2/);
  expect(cardLines(view()).join('\n')).not.toContain('FURTHER ENTRIES');
});
