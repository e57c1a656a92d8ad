import { scrapeOf, seriesOf } from './recording.ts';

const TEXT = `# HELP leadline_waiting_leads Leads in the waiting line.
# TYPE leadline_waiting_leads gauge
leadline_waiting_leads{service="assignment"} 7
leadline_dead_letters_total 2
nodejs_heap_size_total_bytes{service="assignment"} 1
`;

test('of what a target answers, the samples that are asked for, with their instance', () => {
  const names = new Set(['leadline_waiting_leads', 'leadline_dead_letters_total']);
  expect([...scrapeOf(TEXT, names, 'a')]).toEqual([
    ['leadline_waiting_leads{service="assignment",instance="a"}', 7],
    ['leadline_dead_letters_total{instance="a"}', 2],
  ]);
});

test('a series that goes away is stale, then nothing; what stays the same is written once', () => {
  const scrapes = [[1], [1], [1], [], [], [], [5], [6]].map(
    (values) => new Map(values.map((value) => ['up{}', value])),
  );
  expect([...seriesOf([...scrapes, new Map([['b{}', 2]])])]).toEqual([
    ['b{}', '_x8 2'],
    ['up{}', '1x2 stale _x2 5 6 stale'],
  ]);
});
