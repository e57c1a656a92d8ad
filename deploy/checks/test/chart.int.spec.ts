import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Ajv } from 'ajv';
import { stringify } from 'yaml';
import { run } from '../../local/src/run.ts';
import { ROOT } from '../src/folders.ts';
import { Chart, files, given } from './chart.ts';
import { lint, template } from './rendered.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await Chart.rendered();
}, 900_000);

describe('the chart', () => {
  given.each([...files])('passes helm lint with values %s', async (_, file) => {
    const { code, output } = await lint(chart.tools.helm, file);
    expect(output).toContain('0 chart(s) failed');
    expect(code).toBe(0);
  });

  given('refuses values that nothing reads, and a tag that moves', async () => {
    const typo = await template(chart.tools.helm, ['--set', 'services.intake.replica=2']);
    const latest = await template(chart.tools.helm, ['--set', 'image.tag=latest']);
    expect(typo.output).toMatch(/services\/intake.*'replica' not allowed/);
    expect(latest.output).toContain('/image/tag');
    expect([typo.code, latest.code]).toEqual([1, 1]);
  });
});

describe('every object', () => {
  const CUSTOM = /^(keda\.sh|monitoring\.coreos\.com|kafka\.strimzi\.io)\//;

  given('is one of Kubernetes 1.30 to the newest', async () => {
    const versions = await kubernetesVersions();
    expect(versions.length).toBeGreaterThanOrEqual(8);
    const plain = chart.all().filter(({ object }) => !CUSTOM.test(object.apiVersion));
    // As Kubernetes and Python read it, where a bare `on` would be true.
    const asRead = { version: '1.1', aliasDuplicateObjects: false } as const;
    const texts = new Set(plain.map(({ object }) => stringify(object, asRead)));
    const folder = await mkdtemp(join(tmpdir(), 'leadline-chart-'));
    const file = join(folder, 'objects.yaml');
    await writeFile(file, [...texts].join('---\n'));
    const named = versions.flatMap((version) => ['-k', version]);
    const validate = ['-m', 'kubernetes_validate', '--strict', '--quiet'];
    const { code, output } = await run(chart.tools.python, [...validate, ...named, file]);
    await rm(folder, { recursive: true });
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  given('is one of KEDA and the Prometheus operator, where it is theirs', () => {
    const models = { ScaledObject, PrometheusRule, ServiceMonitor };
    for (const [kind, Model] of Object.entries(models)) {
      const found = chart.ofKind(kind);
      expect(found.length).toBeGreaterThan(0);
      for (const { object } of found) new Model(object as never).validate();
    }
  });

  given('is one of Strimzi, where it is its', async () => {
    const schema = JSON.parse(
      await readFile(join(import.meta.dirname, 'strimzi.schema.json'), 'utf8'),
    ) as object;
    const valid = new Ajv({ allErrors: true }).compile(schema);
    const found = chart.ofKind('KafkaTopic', 'KafkaUser');
    expect(new Set(found.map(({ object }) => object.kind)).size).toBe(2);
    for (const { object } of found)
      expect([object.metadata.name, valid(object), valid.errors]).toEqual([object.metadata.name, true, null]);
  });

  given('is of a kind that some schema here knows', () => {
    const known = ['ScaledObject', 'PrometheusRule', 'ServiceMonitor', 'KafkaTopic', 'KafkaUser'];
    const others = chart
      .all()
      .filter(({ object }) => CUSTOM.test(object.apiVersion) && !known.includes(object.kind));
    expect(others).toEqual([]);
  });
});

given('alerts, triggers and dashboard ask for metrics that there are', async () => {
  const documented = await readFile(join(ROOT, 'docs/telemetry.md'), 'utf8');
  const texts = chart
    .ofKind('PrometheusRule', 'ScaledObject', 'ConfigMap')
    .map(({ object }) => JSON.stringify(object));
  const names = new Set(texts.join('').match(/leadline_[a-z_]+/g));
  const unknown = [...names].filter((name) => !documented.includes(name.replace(/_(bucket|sum|count)$/, '')));
  expect(names.size).toBeGreaterThan(6);
  expect(unknown).toEqual([]);
});

/** Those from 1.30 on for which kubernetes-validate has schemas. */
async function kubernetesVersions(): Promise<readonly string[]> {
  const list =
    'import os, kubernetes_validate as k; print(*os.listdir(os.path.join(os.path.dirname(k.__file__), "kubernetes-json-schema")))';
  const { output } = await run(chart.tools.python, ['-c', list]);
  return [...output.matchAll(/v1\.(\d+)\.0-local-strict/g)]
    .map(([, minor]) => Number(minor))
    .filter((minor) => minor >= 30)
    .toSorted((a, b) => a - b)
    .map((minor) => `1.${minor}.0`);
}
