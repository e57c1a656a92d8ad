import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1/ScaledObject';
import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';
import { ServiceMonitor } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/ServiceMonitor';
import { Ajv } from 'ajv';
import { stringify } from 'yaml';
import { run } from '../../local/src/run.ts';
import { ROOT, SERVICES } from '../src/folders.ts';
import { amissIn, settingsOf } from '../src/settings.ts';
import { type ChartTools, chartTools, missingForChart } from '../src/tools.ts';
import {
  type Container,
  containersOf,
  lint,
  type Manifest,
  type Pod,
  podOf,
  render,
  settingOf,
  template,
  valuesFiles,
} from './rendered.ts';

const missing = await missingForChart();
if (missing !== null)
  process.stderr.write(`Tests of the chart are skipped: this machine lacks ${missing}.\n`);
/** Counted as skipped where Helm cannot be built. */
const given = missing === null ? test : test.skip;

const files = await valuesFiles();
let tools: ChartTools;
const rendered = new Map<string, readonly Manifest[]>();
const all = () => [...rendered].flatMap(([values, objects]) => objects.map((object) => ({ values, object })));
const ofKind = (...kinds: readonly string[]) => all().filter(({ object }) => kinds.includes(object.kind));

const pods = () =>
  all().flatMap(({ values, object }) => {
    const pod = podOf(object);
    return pod === null ? [] : [{ values, name: object.metadata.name, kind: object.kind, pod }];
  });

/** Names of the pods for which it does not hold. */
const against = (holds: (pod: Pod, kind: string) => boolean) =>
  pods().flatMap(({ values, name, kind, pod }) => (holds(pod, kind) ? [] : [`${values}: ${name}`]));
const each = (holds: (container: Container, kind: string) => boolean) =>
  against((pod, kind) => containersOf(pod).every((container) => holds(container, kind)));

/** An object of the chart with every flag turned. */
const turned = (kind: string, name: string) =>
  rendered.get('everything')!.find((it) => it.kind === kind && it.metadata.name === name)!;

/** The container of each rendered deployment of a service. */
const deploymentsOf = (service: string): readonly Container[] =>
  pods()
    .filter(({ kind, name }) => kind === 'Deployment' && name === `leadline-${service}`)
    .map(({ pod }) => pod.containers[0]!);

beforeAll(async () => {
  if (missing !== null) return;
  tools = await chartTools();
  for (const [values, file] of files) rendered.set(values, await render(tools.helm, file));
}, 900_000);

describe('the chart', () => {
  given.each([...files])('passes helm lint with values %s', async (_, file) => {
    const { code, output } = await lint(tools.helm, file);
    expect(output).toContain('0 chart(s) failed');
    expect(code).toBe(0);
  });

  given('refuses values that nothing reads, and a tag that moves', async () => {
    const typo = await template(tools.helm, ['--set', 'services.intake.replica=2']);
    const latest = await template(tools.helm, ['--set', 'image.tag=latest']);
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
    const plain = all().filter(({ object }) => !CUSTOM.test(object.apiVersion));
    // As Kubernetes and Python read it, where a bare `on` would be true.
    const asRead = { version: '1.1', aliasDuplicateObjects: false } as const;
    const texts = new Set(plain.map(({ object }) => stringify(object, asRead)));
    const folder = await mkdtemp(join(tmpdir(), 'leadline-chart-'));
    const file = join(folder, 'objects.yaml');
    await writeFile(file, [...texts].join('---\n'));
    const named = versions.flatMap((version) => ['-k', version]);
    const validate = ['-m', 'kubernetes_validate', '--strict', '--quiet'];
    const { code, output } = await run(tools.python, [...validate, ...named, file]);
    await rm(folder, { recursive: true });
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  given('is one of KEDA and the Prometheus operator, where it is theirs', () => {
    const models = { ScaledObject, PrometheusRule, ServiceMonitor };
    for (const [kind, Model] of Object.entries(models)) {
      const found = ofKind(kind);
      expect(found.length).toBeGreaterThan(0);
      for (const { object } of found) new Model(object as never).validate();
    }
  });

  given('is one of Strimzi, where it is its', async () => {
    const schema = JSON.parse(
      await readFile(join(import.meta.dirname, 'strimzi.schema.json'), 'utf8'),
    ) as object;
    const valid = new Ajv({ allErrors: true }).compile(schema);
    const found = ofKind('KafkaTopic', 'KafkaUser');
    expect(new Set(found.map(({ object }) => object.kind)).size).toBe(2);
    for (const { object } of found)
      expect([object.metadata.name, valid(object), valid.errors]).toEqual([object.metadata.name, true, null]);
  });

  given('is of a kind that some schema here knows', () => {
    const known = ['ScaledObject', 'PrometheusRule', 'ServiceMonitor', 'KafkaTopic', 'KafkaUser'];
    const others = all().filter(
      ({ object }) => CUSTOM.test(object.apiVersion) && !known.includes(object.kind),
    );
    expect(others).toEqual([]);
  });
});

/** An entry of a KafkaUser's access list. */
const entry = (type: string, name: string, ...operations: readonly string[]) => ({
  resource: { type, name, patternType: 'literal' },
  operations,
});

describe('every pod', () => {
  given('runs as a user of its own, on a root that it cannot write, without rights', () => {
    expect(pods().length).toBeGreaterThan(6 * files.size - 2);
    const secure = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
    const locked = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    };
    for (const { pod } of pods()) {
      expect(pod.securityContext).toMatchObject(secure);
      for (const { securityContext } of containersOf(pod)) expect(securityContext).toEqual(locked);
    }
  });

  given('has no token of the cluster', () => {
    expect(against((pod) => pod.automountServiceAccountToken === false)).toEqual([]);
    const accounts = ofKind('ServiceAccount') as { object: { automountServiceAccountToken?: boolean } }[];
    expect(accounts.filter(({ object }) => object.automountServiceAccountToken !== false)).toEqual([]);
  });

  given('asks for processor and memory, and is limited in memory alone', () => {
    expect(
      each(({ resources: { requests = {}, limits = {} } = {} }) =>
        Boolean(requests['cpu'] && requests['memory'] && limits['memory'] && !limits['cpu']),
      ),
    ).toEqual([]);
    expect(against(sized)).toEqual([]);
  });

  given('is of a version', () => {
    expect(each(({ image }) => /:\d[\w.-]*$/.test(image))).toEqual([]);
  });

  given('of a service is asked for its start and its life, never for what it depends on', () => {
    const right = ['/health/startup', '/health/live', '/health/live'];
    expect(
      each((container, kind) => kind !== 'Deployment' || paths(container).join() === right.join()),
    ).toEqual([]);
  });

  given('of a service has more time to stop than draining takes', async () => {
    const bootstrap = await readFile(join(ROOT, 'libs/service-kit/src/bootstrap.ts'), 'utf8');
    const drain = Number(/DRAIN_MS = (\d+)_000/.exec(bootstrap)?.[1]);
    expect(drain).toBeGreaterThan(0);
    const inTime = (pod: Pod) => (pod.terminationGracePeriodSeconds ?? 0) > drain + 5;
    expect(against((pod, kind) => kind !== 'Deployment' || inTime(pod))).toEqual([]);
  });

  given('takes secrets by reference alone', () => {
    const secret = /(SECRET|SMTP|REDIS|API_KEYS?|PEPPER|_PASSWORD|_KEY|_CERT|_CA)$/;
    const settings = pods().flatMap(({ pod }) => containersOf(pod).flatMap(({ env = [] }) => env));
    expect(settings.filter(({ name, value }) => secret.test(name) && value !== undefined)).toEqual([]);
    expect(settings.filter(({ name }) => secret.test(name)).length).toBeGreaterThan(0);
    expect(ofKind('Secret')).toEqual([]);
  });
});

describe('every service', () => {
  given.each(SERVICES)('%s has its account, budget and network policy', (service) => {
    for (const kind of ['Deployment', 'Service', 'ServiceAccount', 'PodDisruptionBudget', 'NetworkPolicy']) {
      const names = rendered
        .get('defaults')!
        .filter((it) => it.kind === kind)
        .map((it) => it.metadata.name);
      expect(names).toContain(`leadline-${service}`);
    }
  });

  given.each(SERVICES)('%s knows every setting that the chart gives it', async (service) => {
    const known = new Set(Object.keys((await settingsOf(service)).shape));
    const deployments = deploymentsOf(service);
    expect(deployments.length).toBeGreaterThan(0);
    for (const { env = [] } of deployments)
      for (const { name: setting } of env) if (setting !== 'TMPDIR') expect(known).toContain(setting);
  });

  given.each(SERVICES)('%s gets every setting that it needs', async (service) => {
    for (const { env = [] } of deploymentsOf(service)) {
      const settings = Object.fromEntries(env.map(({ name, value }) => [name, value ?? null]));
      expect(await amissIn(service, settings)).toEqual([]);
    }
  });

  given('is denied the network but for what it needs', () => {
    const policies = rendered.get('defaults')!.filter(({ kind }) => kind === 'NetworkPolicy');
    const denied = policies.find(({ metadata }) => metadata.name === 'leadline-default-deny');
    expect(denied?.spec).toMatchObject({ policyTypes: ['Ingress', 'Egress'] });
    expect(denied?.spec).not.toHaveProperty('egress');
    const ports = (name: string) => {
      const policy = policies.find(({ metadata }) => metadata.name === `leadline-${name}`);
      const egress = policy?.spec?.['egress'] as { ports: { port: number }[] }[];
      return egress.flatMap((rule) => rule.ports.map(({ port }) => port));
    };
    const [redis, smtp] = [6379, 587];
    expect(SERVICES.filter((service) => ports(service).includes(redis))).toEqual(['assignment', 'intake']);
    expect(SERVICES.filter((service) => ports(service).includes(smtp))).toEqual(['outreach']);
  });
});

given(
  'scoring and training have the store of models, and a model to begin with only if one is named',
  async () => {
    const stored = pods().filter(({ pod }) => pod.volumes?.some(({ name }) => name === 'models'));
    expect(new Set(stored.map(({ name }) => name))).toEqual(new Set(['leadline-scoring', 'leadline-train']));
    for (const { pod } of stored)
      for (const container of pod.containers) {
        expect(container.volumeMounts).toContainEqual(
          expect.objectContaining({ name: 'models', mountPath: settingOf(container, 'LEADLINE_MODELS') }),
        );
        expect(settingOf(container, 'LEADLINE_MODEL')).toBeUndefined();
      }
    const { output } = await template(tools.helm, ['--set', 'models.current=first']);
    expect(output).toContain('{ name: LEADLINE_MODEL, value: "/models/first" }');
  },
);

const refOf = ({ env = [] }: Container, setting: string) =>
  env.find(({ name }) => name === setting)?.valueFrom as
    { readonly secretKeyRef: { readonly name: string; readonly key: string } } | undefined;
const from = (name: string, key: string) => ({ secretKeyRef: expect.objectContaining({ name, key }) });

describe('what reaches Kafka, registry and Redis', () => {
  given('speaks TLS and logs in by the Secret, unless development says otherwise', () => {
    for (const { name, pod } of pods().filter(({ values }) => values === 'defaults'))
      for (const container of containersOf(pod)) {
        expect([name, settingOf(container, 'LEADLINE_KAFKA_TLS')]).toEqual([name, 'on']);
        expect(settingOf(container, 'LEADLINE_REGISTRY')).toMatch(/^https:/);
        expect(settingOf(container, 'LEADLINE_INSECURE')).toBeUndefined();
        for (const setting of ['LEADLINE_KAFKA_PASSWORD', 'LEADLINE_KAFKA_CA', 'LEADLINE_REGISTRY_PASSWORD'])
          expect(refOf(container, setting)).toEqual(from('leadline', setting));
      }
  });

  given('has a user of its own where Strimzi makes them, but before they are there', () => {
    for (const { kind, name, pod } of pods().filter(({ values }) => values === 'everything'))
      for (const container of containersOf(pod)) {
        const user = kind === 'Deployment' ? name : 'leadline-operators';
        const early = kind === 'Job';
        expect(settingOf(container, 'LEADLINE_KAFKA_USER')).toBe(early ? undefined : user);
        expect(refOf(container, 'LEADLINE_KAFKA_PASSWORD')).toEqual(
          early ? from('leadline', 'LEADLINE_KAFKA_PASSWORD') : from(user, 'password'),
        );
        expect(refOf(container, 'LEADLINE_KAFKA_CA')).toEqual(from('kafka-cluster-ca-cert', 'ca.crt'));
      }
    const users = ofKind('KafkaUser').map(({ object }) => object.metadata.name);
    expect(users).toEqual(expect.arrayContaining(['leadline-intake', 'leadline-operators']));
  });

  given('has the certificate of the Secret where certificates are not made by Strimzi', async () => {
    const users = ['--set', 'strimzi.users=true', '--set', 'strimzi.authentication=tls-external'];
    const { output } = await template(tools.helm, users);
    expect(output).toMatch(
      /LEADLINE_KAFKA_CERT, valueFrom: { secretKeyRef: { name: leadline, key: LEADLINE_KAFKA_CERT/,
    );
    expect(output).not.toContain('user.crt');
    expect(output).toContain('authentication: { type: tls-external }');
  });

  given('lets people look: at settings of topics, and how far groups are', () => {
    const users = ofKind('KafkaUser').filter(({ object }) => object.metadata.name === 'leadline-operators');
    expect(users.length).toBeGreaterThan(0);
    for (const { object } of users) {
      const { acls } = (object.spec?.['authorization'] ?? {}) as { readonly acls?: unknown };
      expect(acls).toContainEqual(entry('topic', 'lead.settled', 'Read', 'Describe', 'DescribeConfigs'));
      expect(acls).toContainEqual(entry('group', 'assignment', 'Describe'));
    }
  });

  given('intake reads its keys from a file, unless development goes without', async () => {
    for (const { env, volumeMounts } of deploymentsOf('intake')) {
      const file = env?.find(({ name }) => name === 'LEADLINE_API_KEYS_FILE')?.value ?? '';
      expect(volumeMounts).toContainEqual(
        expect.objectContaining({ name: 'api-keys', mountPath: dirname(file) }),
      );
    }
    const { output } = await template(tools.helm, ['--set', 'insecure=keyless']);
    expect(output).not.toMatch(/API_KEYS|PEPPER/);
  });
});

describe('the job of prices', () => {
  given('computes them into a file and releases that, of the same workspace', () => {
    const pod = podOf(turned('CronJob', 'leadline-prices'))!;
    const [compute, release] = containersOf(pod);
    const file = compute!.args![compute!.args!.indexOf('--out') + 1]!;
    const scope = ['--tenant', 'acme', '--workspace', 'west'];
    expect(compute!.args).toEqual(['prices', 'compute', '--out', file, ...scope, '--days', '60']);
    // The command wants to know who and why; the job names itself.
    const author = [
      '--by',
      'leadline-prices',
      '--reason',
      expect.stringMatching(/^scheduled \(0 2 \* \* \*\): /),
    ];
    expect(release!.args).toEqual(['prices', 'release', file, ...scope, ...author]);
    for (const { volumeMounts } of [compute!, release!])
      expect(volumeMounts).toContainEqual({ name: 'scratch', mountPath: dirname(file) });
  });

  given('reaches intake, also where few may', () => {
    const { containers } = podOf(turned('CronJob', 'leadline-prices'))!;
    const { hostname, port } = new URL(settingOf(containers[0]!, 'LEADLINE_INTAKE')!);
    const { spec } = turned('Service', hostname) as { spec?: { selector?: object } };
    const rules = (name: string, way: string) => turned('NetworkPolicy', name).spec![way];
    const to = expect.objectContaining({ to: [{ podSelector: { matchLabels: spec!.selector } }] });
    expect(rules('leadline-prices', 'egress')).toContainEqual(to);
    const own = turned('NetworkPolicy', 'leadline-prices').spec!['podSelector'];
    expect(rules('leadline-intake', 'ingress')).toContainEqual({
      ports: [{ port: Number(port) }],
      from: [{ podSelector: own }],
    });
  });
});

given('alerts, triggers and dashboard ask for metrics that there are', async () => {
  const documented = await readFile(join(ROOT, 'docs/telemetry.md'), 'utf8');
  const texts = ofKind('PrometheusRule', 'ScaledObject', 'ConfigMap').map(({ object }) =>
    JSON.stringify(object),
  );
  const names = new Set(texts.join('').match(/leadline_[a-z_]+/g));
  const unknown = [...names].filter((name) => !documented.includes(name.replace(/_(bucket|sum|count)$/, '')));
  expect(names.size).toBeGreaterThan(6);
  expect(unknown).toEqual([]);
});

/** Whether what a pod keeps on its node has a bound. */
const sized = (pod: Pod) =>
  (pod.volumes ?? []).every(({ emptyDir }) => emptyDir === undefined || Boolean(emptyDir.sizeLimit));

/** Where startup, readiness and liveness are asked for. */
const paths = (container: Container) =>
  (['startupProbe', 'readinessProbe', 'livenessProbe'] as const).map((it) => container[it]?.httpGet.path);

/** Those from 1.30 on for which kubernetes-validate has schemas. */
async function kubernetesVersions(): Promise<readonly string[]> {
  const list =
    'import os, kubernetes_validate as k; print(*os.listdir(os.path.join(os.path.dirname(k.__file__), "kubernetes-json-schema")))';
  const { output } = await run(tools.python, ['-c', list]);
  return [...output.matchAll(/v1\.(\d+)\.0-local-strict/g)]
    .map(([, minor]) => Number(minor))
    .filter((minor) => minor >= 30)
    .toSorted((a, b) => a - b)
    .map((minor) => `1.${minor}.0`);
}
