import { h, type JSX } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Cell } from './format.ts';
import { STYLE } from './style.ts';
import type { Section, Table } from './table.ts';

/** A figure that a reader wants first. */
export interface Tile {
  readonly title: string;
  readonly value: string;
  readonly below: string;
}

/** A section as a page shows it: its drawings beside its tables. */
export interface Shown {
  readonly section: Section;
  readonly charts: readonly JSX.Element[];
}

/** What a page of figures is made of. */
export interface PageParts {
  readonly title: string;
  readonly eyebrow: string;
  readonly heading: string;
  /** What it is about, in a sentence. */
  readonly about: string;
  readonly tiles: readonly Tile[];
  readonly shown: readonly Shown[];
  /** How the figures are made. */
  readonly footer: string;
}

/** Nothing is loaded and nothing runs, whatever text from outside the page may hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** One HTML file that needs nothing else. All text is escaped by the renderer. */
export function documentOf(parts: PageParts): string {
  const page = h('html', { lang: 'en' }, [
    h('head', null, [
      h('meta', { charset: 'utf-8' }),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
      h('title', null, parts.title),
      h('style', { dangerouslySetInnerHTML: { __html: STYLE } }),
    ]),
    h('body', null, [
      header(parts),
      h('main', null, [tilesOf(parts.tiles), parts.shown.map(sectionOf)]),
      h('footer', null, parts.footer),
    ]),
  ]);
  return `<!doctype html>\n${renderToString(page)}\n`;
}

function header({ eyebrow, heading, about, shown }: PageParts): JSX.Element {
  return h('header', null, [
    h('p', { class: 'eyebrow' }, eyebrow),
    h('h1', null, heading),
    h('p', { class: 'muted' }, about),
    h(
      'nav',
      { 'aria-label': 'Sections' },
      shown.map(({ section: { id, title } }) => h('a', { href: `#${id}` }, title)),
    ),
  ]);
}

function tilesOf(tiles: readonly Tile[]): JSX.Element {
  return h(
    'dl',
    { class: 'tiles' },
    tiles.map(({ title, value, below }) =>
      h('div', null, [
        h('dt', null, title),
        h('dd', { class: 'value' }, value),
        h('dd', { class: 'muted' }, below),
      ]),
    ),
  );
}

function sectionOf({ section: { id, title, notes, tables }, charts }: Shown): JSX.Element {
  const shown = tables.filter(({ isDetail }) => !isDetail);
  const folded = tables.filter(({ isDetail }) => isDetail);
  return h('section', { id, 'aria-labelledby': `${id}-title` }, [
    h('h2', { id: `${id}-title` }, title),
    notes.map((note) => h('p', { class: 'muted' }, note)),
    h('div', { class: `body ${id}` }, [
      h('div', { class: 'charts' }, charts),
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
