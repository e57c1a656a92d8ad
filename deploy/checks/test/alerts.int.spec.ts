import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { skipped } from '@leadline/testkit';
import { parse, stringify } from 'yaml';
import { run } from '../../local/src/run.ts';
import { ALERTS } from '../src/alerts.ts';
import { missingForAlerts, promtool } from '../src/promtool.ts';
import { chartTools, missingForChart } from '../src/tools.ts';
import { type AlertCase, CASES } from './alert-cases.ts';
import { RECORDINGS } from './recordings.ts';
import { type Manifest, render } from './rendered.ts';

const isSkipped = skipped('the alerts', (await missingForChart()) ?? (await missingForAlerts()));
/** Counted as skipped where Helm or promtool cannot be had. */
const given = isSkipped ? test.skip : test;

let program: string;
let folder: string;
beforeAll(async () => {
  if (isSkipped) return;
  const { helm } = await chartTools();
  program = await promtool();
  folder = await mkdtemp(join(tmpdir(), 'leadline-alerts-'));
  const rules = (await render(helm, join(import.meta.dirname, 'alerting.yaml'))).find(isRule)!;
  await writeFile(join(folder, 'rules.yaml'), stringify(rules.spec));
}, 900_000);
afterAll(async () => {
  if (folder) await rm(folder, { recursive: true });
});

const isRule = ({ kind }: Manifest) => kind === 'PrometheusRule';

/** What has to fire, at some moments of some series. */
interface Expected {
  readonly interval: string;
  readonly input_series: readonly { readonly series: string; readonly values: string }[];
  readonly moments: readonly { readonly at: string; readonly firing: readonly string[] }[];
}

/** What promtool has against it; empty: nothing. */
async function against(...expected: readonly Expected[]): Promise<string> {
  const tests = expected.map(({ interval, input_series, moments }) => ({
    interval,
    input_series,
    promql_expr_test: moments.map(({ at, firing }) => ({
      expr: 'group by (alertname) (ALERTS{alertstate="firing"})',
      eval_time: at,
      exp_samples: firing.map((name) => ({ labels: `{alertname="${name}"}`, value: 1 })),
    })),
  }));
  const file = join(folder, 'tests.yaml');
  await writeFile(file, stringify({ rule_files: ['rules.yaml'], evaluation_interval: '15s', tests }));
  const { code, output } = await run(program, ['test', 'rules', file]);
  return code === 0 ? '' : output;
}

const expectedOf = ({ series, at, firing }: AlertCase): Expected => ({
  interval: '1m',
  input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
  moments: [{ at, firing }],
});

given('the rules are rules', async () => {
  const { code, output } = await run(program, ['check', 'rules', join(folder, 'rules.yaml')]);
  expect({ code, output }).toEqual({ code: 0, output: expect.stringContaining('rules found') });
});

given.each(CASES.map((one) => [`${one.name}: ${one.firing.join() || 'nothing'} fires`, one] as const))(
  '%s',
  async (_, one) => {
    expect(await against(expectedOf(one))).toBe('');
  },
);

given.each(RECORDINGS.map((one) => [one.what, one] as const))(
  'recorded: %s',
  async (_, { name, moments }) => {
    const text = await readFile(join(import.meta.dirname, `recorded/${name}.yaml`), 'utf8');
    const recorded = parse(text) as Pick<Expected, 'interval' | 'input_series'>;
    expect(await against({ ...recorded, moments })).toBe('');
  },
);

test('each alert has series that fire it', () => {
  const moments = [...CASES, ...RECORDINGS.flatMap((one) => one.moments)];
  const fired = new Set(moments.flatMap(({ firing }) => firing));
  expect([...fired].toSorted()).toEqual(ALERTS.toSorted());
});

given('promtool speaks up when something else fires', async () => {
  const [well] = CASES;
  expect(await against(expectedOf({ ...well!, firing: ['LeadlineRedisBehind'] }))).toContain('FAILED');
});
