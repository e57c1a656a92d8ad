import { h, type ComponentChildren, type JSX } from 'preact';

/** A drawing with its caption. `words` tell people who cannot see it what it shows; the table beside it has the figures. */
export function figure(
  caption: string,
  words: string,
  size: { readonly width: number; readonly height: number },
  children: ComponentChildren,
): JSX.Element {
  const { width, height } = size;
  return h('figure', null, [
    h('figcaption', null, caption),
    h(
      'div',
      { class: 'scroll' },
      h(
        'svg',
        {
          viewBox: `0 0 ${width} ${height}`,
          role: 'img',
          'aria-label': words,
          style: `max-width:${width}px`,
        },
        children,
      ),
    ),
  ]);
}

/** Text in a drawing; `y` is its baseline. */
export const label = (
  x: number,
  y: number,
  text: string,
  { anchor = 'start', className }: { anchor?: 'start' | 'middle' | 'end'; className?: string } = {},
): JSX.Element => h('text', { x: px(x), y, 'text-anchor': anchor, class: className }, text);

/** Coordinates with a tenth of a pixel: shorter, and the eye sees no difference. */
export const px = (value: number): number => Math.round(value * 10) / 10;
