import { type CpuProfile, flameGraph, framesOf } from './flame.ts';

const node = (id: number, functionName: string, children: number[] = []) => ({
  id,
  callFrame: {
    functionName,
    url: functionName.startsWith('(') ? '' : 'file:///x/libs/stream/dist/a.js',
    lineNumber: 6,
  },
  children,
});

/** 5 ms in `send`, of it 3 ms in `encode`, in two call sites; 10 ms idle. */
const profile: CpuProfile = {
  nodes: [
    node(1, '(root)', [2, 5]),
    node(2, 'send', [3, 4]),
    node(3, 'encode'),
    node(4, 'encode'),
    node(5, '(idle)'),
  ],
  samples: [2, 3, 4, 5],
  timeDeltas: [2000, 1000, 2000, 10_000],
};

test('frames hold what they called, equal calls together, and no idle time', () => {
  const root = framesOf(profile);
  expect(root.ms).toBeCloseTo(5);
  expect(root.children).toMatchObject([
    { name: 'send stream/dist/a.js:7', ms: 5, children: [{ name: 'encode stream/dist/a.js:7', ms: 3 }] },
  ]);
});

test('the graph is one SVG whose widths are shares, with names escaped', () => {
  const svg = flameGraph({ name: 'all', ms: 10, children: [{ name: '<a>', ms: 5, children: [] }] });
  expect(svg).toMatch(/^<svg .*<\/svg>\n$/s);
  expect(svg).toContain('<title>&lt;a&gt;: 5.0 ms, 50.0 %</title><rect x="0.00" y="18" width="800.00"');
});
