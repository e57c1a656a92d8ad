/** What V8 writes with `--cpu-prof`: a tree of calls, and which node each sample met. Times in microseconds. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: {
      readonly functionName: string;
      readonly url: string;
      readonly lineNumber: number;
    };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/** A call with all that it called, ms. */
export interface Frame {
  readonly name: string;
  readonly ms: number;
  readonly children: readonly Frame[];
}

/** Time in which the process had nothing to do. */
const IDLE = '(idle)';
const WIDTH = 1600;
const ROW = 18;
/** Narrower frames cannot be seen, px. */
const LEAST = 0.7;
/** Room of a letter, px. */
const LETTER = 6.6;

/** Calls as a tree, without idle time; equal calls of one caller are one frame. */
export function framesOf({ nodes, samples, timeDeltas }: CpuProfile): Frame {
  const own = new Map<number, number>();
  for (const [index, id] of samples.entries())
    own.set(id, (own.get(id) ?? 0) + (timeDeltas[index] ?? 0) / 1000);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const frame = (ids: readonly number[], name: string): Frame => {
    const below = ids.flatMap((id) => byId.get(id)?.children ?? []);
    const perName = Map.groupBy(below, (id) => nameOf(byId.get(id)!.callFrame));
    perName.delete(IDLE);
    const children = [...perName].map(([called, same]) => frame(same, called));
    const self = ids.reduce((sum, id) => sum + (own.get(id) ?? 0), 0);
    const ms = children.reduce((sum, child) => sum + child.ms, self);
    return { name, ms, children: children.toSorted((a, b) => b.ms - a.ms || (a.name < b.name ? -1 : 1)) };
  };
  return frame(nodes[0] === undefined ? [] : [nodes[0].id], 'all');
}

function nameOf({ functionName, url, lineNumber }: CpuProfile['nodes'][number]['callFrame']): string {
  const name = functionName === '' ? '(anonymous)' : functionName;
  if (url === '') return name;
  const place = /(?:node_modules|services|libs)\/(.*)$/.exec(url)?.[1] ?? url;
  return `${name} ${place}:${lineNumber + 1}`;
}

/** A flame graph as one SVG file: the width of a frame is its share of busy time; point at one to read it. */
export function flameGraph(root: Frame): string {
  const scale = WIDTH / Math.max(root.ms, 1e-9);
  const boxes: string[] = [];
  let depth = 0;
  const draw = (frame: Frame, left: number, row: number): void => {
    const width = frame.ms * scale;
    if (width < LEAST) return;
    depth = Math.max(depth, row + 1);
    boxes.push(box(frame, root.ms, left, row, width));
    let from = left;
    for (const child of frame.children) {
      draw(child, from, row + 1);
      from += child.ms * scale;
    }
  };
  draw(root, 0, 0);
  const size = `width="${WIDTH}" height="${depth * ROW}" viewBox="0 0 ${WIDTH} ${depth * ROW}"`;
  const style = 'text{font:11px monospace;pointer-events:none}rect{stroke:#fff;stroke-width:.5}';
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}><style>${style}</style>${boxes.join('')}</svg>\n`;
}

function box({ name, ms }: Frame, all: number, left: number, row: number, width: number): string {
  const place = `x="${left.toFixed(2)}" y="${row * ROW}" width="${width.toFixed(2)}" height="${ROW}"`;
  const title = escaped(`${name}: ${ms.toFixed(1)} ms, ${((100 * ms) / all).toFixed(1)} %`);
  const letters = Math.floor((width - 4) / LETTER);
  const label = letters < 3 ? '' : escaped(name.slice(0, letters));
  const text = label === '' ? '' : `<text x="${(left + 2).toFixed(2)}" y="${row * ROW + 13}">${label}</text>`;
  return `<g><title>${title}</title><rect ${place} fill="${colourOf(name)}"/>${text}</g>`;
}

/** The same function has the same colour in every run; a package has a hue of its own. */
function colourOf(name: string): string {
  const place = name.split(' ')[1]?.split('/')[0] ?? name;
  let hash = 0;
  for (const letter of place) hash = (hash * 31 + letter.charCodeAt(0)) % 360;
  return `hsl(${hash} 60% 72%)`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
