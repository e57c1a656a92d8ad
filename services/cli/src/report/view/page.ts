import { h, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Report } from '../report.ts';
import { CHARTS } from './charts.ts';
import { type Cell, many, periodText } from './format.ts';
import { sectionsOf } from './sections.ts';
import { STYLE } from './style.ts';
import type { Section, Table } from './table.ts';
import { headOf, METHOD } from './text.ts';
import { tilesOf } from './tiles.ts';

/** Nothing is loaded and nothing runs, whatever text from outside the page may hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** The report as one HTML file that needs nothing else. All text is escaped by the renderer. */
export function pageOf(report: Report): string {
  const sections = sectionsOf(report);
  const page = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      h('title', null, `Lead routing: ${headOf(report)}`),
      h('style', { dangerouslySetInnerHTML: { __html: STYLE } }),
    ]),
    h('body', null, [
      header(report, sections),
      h('main', null, [tiles(report), sections.map((section) => sectionOf(section, report))]),
      h('footer', null, METHOD),
    ]),
  ]);
  return `<!doctype html>\n${renderToString(page)}\n`;
}

function header(report: Report, sections: readonly Section[]): JSX.Element {
  const { from, to } = report;
  return h('header', null, [
    h('p', { class: 'eyebrow' }, 'Leadline · lead routing'),
    h('h1', null, from === null && to === null ? 'All leads' : `Leads ${periodText(from, to)}`),
    h('p', { class: 'muted' }, `${many(report.leads, 'lead')} that came about ${headOf(report)}`),
    h(
      'nav',
      { 'aria-label': 'Sections' },
      sections.map(({ id, title }) => h('a', { href: `#${id}` }, title)),
    ),
  ]);
}

function tiles(report: Report): JSX.Element {
  return h(
    'dl',
    { class: 'tiles' },
    tilesOf(report).map(({ title, value, below }) =>
      h('div', null, [
        h('dt', null, title),
        h('dd', { class: 'value' }, value),
        h('dd', { class: 'muted' }, below),
      ]),
    ),
  );
}

function sectionOf({ id, title, notes, tables }: Section, report: Report): JSX.Element {
  const shown = tables.filter(({ isDetail }) => !isDetail);
  const folded = tables.filter(({ isDetail }) => isDetail);
  return h('section', { id, 'aria-labelledby': `${id}-title` }, [
    h('h2', { id: `${id}-title` }, title),
    notes.map((note) => h('p', { class: 'muted' }, note)),
    h('div', { class: `body ${id}` }, [
      h('div', { class: 'charts' }, CHARTS[id](report)),
      h('div', { class: 'tables' }, shown.map(tableOf)),
    ]),
    folded.length === 0
      ? null
      : h('details', null, [
          h('summary', null, 'The figures behind the charts'),
          h('div', { class: 'tables' }, folded.map(tableOf)),
        ]),
  ]);
}

function tableOf({ caption, columns, rows }: Table): JSX.Element {
  const classOf = (index: number): string | undefined => (columns[index]?.isNumber ? 'number' : undefined);
  const head = columns.map(({ label }, index) => h('th', { scope: 'col', class: classOf(index) }, label));
  const cell = (one: Cell, index: number): JSX.Element =>
    index === 0
      ? h('th', { scope: 'row' }, one.text)
      : h('td', { class: classOf(index) }, [
          one.text,
          one.aside === undefined ? null : h('span', { class: 'aside' }, one.aside),
        ]);
  return h(
    'div',
    { class: 'scroll' },
    h('table', null, [
      h('caption', null, caption),
      h('thead', null, h('tr', null, head)),
      h(
        'tbody',
        null,
        rows.length === 0
          ? h('tr', null, h('td', { colSpan: columns.length, class: 'muted' }, 'none'))
          : rows.map((row) => h('tr', null, row.map(cell))),
      ),
    ]),
  );
}
