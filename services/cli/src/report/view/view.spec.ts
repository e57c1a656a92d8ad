import { assigned, lead } from '../../../test/facts.ts';
import { type Report, reportOf } from '../report.ts';
import { duration, instant, meanCell, periodText, rateCell, roundDuration } from './format.ts';
import { pageOf } from './page.ts';
import { sectionsOf } from './sections.ts';
import { reportLines } from './text.ts';

const ALL = { period: { from: -Infinity, to: Infinity }, tenant: null, workspace: null };
const DAY = Date.parse('2026-11-23T00:00:00Z');
const EVIL = '"><script>alert(1)</script>&\'';

/** One of everything, with text from outside where a report may show some. */
function report(mark = '', sources = 1): Report {
  const wait = { reason: `WHY${mark}`, from: 0, to: 60_000, end: 'assigned', overdue: true };
  const leads = Array.from({ length: sources }, (_, index) =>
    assigned({ source: `s${index}${mark}`, repId: `rep${index}${mark}`, workspace: `w${mark}`, path: `p${mark}`, value: 1234.5, chance: 0.5, contactedAt: 3_600_000, waits: [wait], unmessaged: `U${mark}` }),
  ); // prettier-ignore
  leads.push(
    lead({
      state: 'quarantined',
      workspace: `w${mark}`,
      clock: 'event',
      reasons: [`R${mark}`],
      source: `q${mark}`,
    }),
  );
  return reportOf(
    leads,
    { ...ALL, workspace: `w${mark}`, period: { from: 0, to: Infinity } },
    DAY,
    new Map(),
  );
}

test.each([
  [null, '–'], [0, 'at once'], [350, '350 ms'], [4_230, '4.2 s'], [60_000, '1.0 min'], [5_400_000, '1.5 h'], [172_800_000, '2.0 d'],
])('a duration of %s ms reads %s', (ms, text) => expect(duration(ms)).toBe(text)); // prettier-ignore

test('rates and means stand with their interval where they have one', () => {
  expect(rateCell({ count: 8, of: 10, rate: 0.8, low: 0.4902, high: 0.9433 })).toEqual({ text: '80.0 %', aside: '49.0–94.3' });
  expect(rateCell({ count: 0, of: 0, rate: null, low: null, high: null })).toEqual({ text: '–' });
  expect(meanCell({ count: 40, sum: 48_000, mean: 1200, low: 900, high: 1500 })).toEqual({ text: '1,200', aside: '900–1,500' });
  expect(meanCell({ count: 4, sum: 4, mean: 1, low: null, high: null })).toEqual({ text: '1' });
}); // prettier-ignore

test('instants, periods and round times read as a person writes them', () => {
  expect([instant(DAY), instant(DAY + 3_660_000)]).toEqual(['2026-11-23', '2026-11-23 01:01 UTC']);
  expect(periodText(DAY, null)).toBe('from 2026-11-23 on');
  expect(periodText(null, DAY)).toBe('before 2026-11-23');
  expect(periodText(DAY, DAY + 86_400_000)).toBe('from 2026-11-23 to before 2026-11-24');
  expect([1000, 300_000, 3_600_000, 604_800_000].map(roundDuration)).toEqual(['1 s', '5 min', '1 h', '7 d']);
});

test('every cell of every table stands in the page, and the figures of each table in the text', () => {
  const page = pageOf(report());
  const text = reportLines(report()).join('\n');
  for (const { title, tables } of sectionsOf(report())) {
    expect(page).toContain(title);
    for (const { caption, rows } of tables) {
      expect(page).toContain(`<caption>${caption}</caption>`);
      expect(text).toContain(caption);
      for (const { text: cell, aside } of rows.flat()) {
        expect(page).toContain(`>${cell}<`);
        if (aside !== undefined) expect(page).toContain(`>${aside}</span>`);
        expect(text).toContain(aside === undefined ? cell : `${cell} (${aside})`);
      }
    }
  }
});

test('text from outside stays text, wherever the page shows it', () => {
  const page = pageOf(report(EVIL));
  for (const mark of ['s0', 'rep0', 'q', 'w', 'p', 'why', 'r', 'u'])
    expect(page).toContain(`${mark}&quot;>&lt;script`);
  expect(page.toLowerCase()).not.toContain('<script');
});

test('a page needs nothing from elsewhere and lets nothing run', () => {
  const page = pageOf(report());
  expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/\b(src|srcset|data|action)=|url\(|@import|https?:/i);
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, target]) => target)).toEqual(
    sectionsOf(report()).map(({ id }) => `#${id}`),
  );
});

test('a drawing says in words what it shows, and each mark its value', () => {
  const page = pageOf(report());
  const drawings = page.match(/<svg[^>]*>/g) ?? [];
  expect(drawings.length).toBeGreaterThanOrEqual(8);
  for (const drawing of drawings) expect(drawing).toMatch(/role="img" aria-label="[^"]{20,}"/);
  expect(page).toContain('<title>rep0: 100.0 % (20.7–100.0)</title>');
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('a terminal shows the first rows of a long table and says how many more there are; the page has all', () => {
  const long = report('', 60);
  expect(reportLines(long).join('\n')).toContain('… and 41 more');
  expect(pageOf(long)).toContain('<th scope="row">rep59</th>');
});

test('a column in which every value is 0 or unknown can be drawn', () => {
  const page = pageOf(reportOf([assigned({ outcome: 'lost' }), assigned({ repId: 'ben' })], ALL, DAY));
  expect(page).not.toMatch(/NaN|undefined|Infinity/);
});

test('a report of no leads can be read', () => {
  const none = reportOf([], ALL, DAY);
  expect(reportLines(none)[0]).toBe('0 leads that came about at any time, as of 2026-11-23');
  expect(pageOf(none)).not.toMatch(/NaN|undefined|Infinity/);
});
