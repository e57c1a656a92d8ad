import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, SERVICES } from '../src/folders.ts';
import { amissIn, settingsOf } from '../src/settings.ts';
import { Chart, files, given } from './chart.ts';
import { type Container, containersOf, type Pod, settingOf, template } from './rendered.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await Chart.rendered();
}, 900_000);

describe('every pod', () => {
  given('runs as a user of its own, on a root that it cannot write, without rights', () => {
    expect(chart.pods().length).toBeGreaterThan(6 * files.size - 2);
    const secure = { runAsNonRoot: true, runAsUser: 10001, seccompProfile: { type: 'RuntimeDefault' } };
    const locked = {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    };
    for (const { pod } of chart.pods()) {
      expect(pod.securityContext).toMatchObject(secure);
      for (const { securityContext } of containersOf(pod)) expect(securityContext).toEqual(locked);
    }
  });

  given('has no token of the cluster', () => {
    expect(chart.against((pod) => pod.automountServiceAccountToken === false)).toEqual([]);
    const accounts = chart.ofKind('ServiceAccount') as {
      object: { automountServiceAccountToken?: boolean };
    }[];
    expect(accounts.filter(({ object }) => object.automountServiceAccountToken !== false)).toEqual([]);
  });

  given('asks for processor and memory, and is limited in memory alone', () => {
    expect(
      chart.againstContainers(({ resources: { requests = {}, limits = {} } = {} }) =>
        Boolean(requests['cpu'] && requests['memory'] && limits['memory'] && !limits['cpu']),
      ),
    ).toEqual([]);
    expect(chart.against(sized)).toEqual([]);
  });

  given('is of a version', () => {
    expect(chart.againstContainers(({ image }) => /:\d[\w.-]*$/.test(image))).toEqual([]);
  });

  given('of a service is asked for its start and its life, never for what it depends on', () => {
    const right = ['/health/startup', '/health/live', '/health/live'];
    expect(
      chart.againstContainers(
        (container, kind) => kind !== 'Deployment' || paths(container).join() === right.join(),
      ),
    ).toEqual([]);
  });

  given('of a service has more time to stop than draining takes', async () => {
    const bootstrap = await readFile(join(ROOT, 'libs/service-kit/src/bootstrap.ts'), 'utf8');
    const drain = Number(/DRAIN_MS = (\d+)_000/.exec(bootstrap)?.[1]);
    expect(drain).toBeGreaterThan(0);
    const inTime = (pod: Pod) => (pod.terminationGracePeriodSeconds ?? 0) > drain + 5;
    expect(chart.against((pod, kind) => kind !== 'Deployment' || inTime(pod))).toEqual([]);
  });

  given('takes secrets by reference alone', () => {
    const secret = /(SECRET|SMTP|REDIS|API_KEYS?|PEPPER|_PASSWORD|_KEY|_CERT|_CA)$/;
    const settings = chart.pods().flatMap(({ pod }) => containersOf(pod).flatMap(({ env = [] }) => env));
    expect(settings.filter(({ name, value }) => secret.test(name) && value !== undefined)).toEqual([]);
    expect(settings.filter(({ name }) => secret.test(name)).length).toBeGreaterThan(0);
    expect(chart.ofKind('Secret')).toEqual([]);
  });
});

describe('every service', () => {
  given.each(SERVICES)('%s has its account, budget and network policy', (service) => {
    for (const kind of ['Deployment', 'Service', 'ServiceAccount', 'PodDisruptionBudget', 'NetworkPolicy']) {
      const names = chart
        .with('defaults')
        .filter((it) => it.kind === kind)
        .map((it) => it.metadata.name);
      expect(names).toContain(`leadline-${service}`);
    }
  });

  given.each(SERVICES)('%s knows every setting that the chart gives it', async (service) => {
    const known = new Set(Object.keys((await settingsOf(service)).shape));
    const deployments = chart.deploymentsOf(service);
    expect(deployments.length).toBeGreaterThan(0);
    for (const { env = [] } of deployments)
      for (const { name: setting } of env) if (setting !== 'TMPDIR') expect(known).toContain(setting);
  });

  given.each(SERVICES)('%s gets every setting that it needs', async (service) => {
    for (const { env = [] } of chart.deploymentsOf(service)) {
      const settings = Object.fromEntries(env.map(({ name, value }) => [name, value ?? null]));
      expect(await amissIn(service, settings)).toEqual([]);
    }
  });

  given('is denied the network but for what it needs', () => {
    const policies = chart.with('defaults').filter(({ kind }) => kind === 'NetworkPolicy');
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
    const stored = chart.pods().filter(({ pod }) => pod.volumes?.some(({ name }) => name === 'models'));
    expect(new Set(stored.map(({ name }) => name))).toEqual(new Set(['leadline-scoring', 'leadline-train']));
    for (const { pod } of stored)
      for (const container of pod.containers) {
        expect(container.volumeMounts).toContainEqual(
          expect.objectContaining({ name: 'models', mountPath: settingOf(container, 'LEADLINE_MODELS') }),
        );
        expect(settingOf(container, 'LEADLINE_MODEL')).toBeUndefined();
      }
    const { output } = await template(chart.tools.helm, ['--set', 'models.current=first']);
    expect(output).toContain('{ name: LEADLINE_MODEL, value: "/models/first" }');
  },
);

/** Whether what a pod keeps on its node has a bound. */
const sized = (pod: Pod) =>
  (pod.volumes ?? []).every(({ emptyDir }) => emptyDir === undefined || Boolean(emptyDir.sizeLimit));

/** Where startup, readiness and liveness are asked for. */
const paths = (container: Container) =>
  (['startupProbe', 'readinessProbe', 'livenessProbe'] as const).map((it) => container[it]?.httpGet.path);
