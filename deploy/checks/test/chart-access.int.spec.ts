import { dirname } from 'node:path';
import { Chart, given } from './chart.ts';
import { type Container, containersOf, podOf, settingOf, template } from './rendered.ts';

let chart: Chart;
beforeAll(async () => {
  chart = await Chart.rendered();
}, 900_000);

const refOf = ({ env = [] }: Container, setting: string) =>
  env.find(({ name }) => name === setting)?.valueFrom as
    { readonly secretKeyRef: { readonly name: string; readonly key: string } } | undefined;
const from = (name: string, key: string) => ({ secretKeyRef: expect.objectContaining({ name, key }) });

/** An entry of a KafkaUser's access list. */
const entry = (type: string, name: string, ...operations: readonly string[]) => ({
  resource: { type, name, patternType: 'literal' },
  operations,
});

describe('what reaches Kafka, registry and Redis', () => {
  given('speaks TLS and logs in by the Secret, unless development says otherwise', () => {
    for (const { name, pod } of chart.pods().filter(({ values }) => values === 'defaults'))
      for (const container of containersOf(pod)) {
        expect([name, settingOf(container, 'LEADLINE_KAFKA_TLS')]).toEqual([name, 'on']);
        expect(settingOf(container, 'LEADLINE_REGISTRY')).toMatch(/^https:/);
        expect(settingOf(container, 'LEADLINE_INSECURE')).toBeUndefined();
        for (const setting of ['LEADLINE_KAFKA_PASSWORD', 'LEADLINE_KAFKA_CA', 'LEADLINE_REGISTRY_PASSWORD'])
          expect(refOf(container, setting)).toEqual(from('leadline', setting));
      }
  });

  given('has a user of its own where Strimzi makes them, but before they are there', () => {
    for (const { kind, name, pod } of chart.pods().filter(({ values }) => values === 'everything'))
      for (const container of containersOf(pod)) {
        const user = kind === 'Deployment' ? name : 'leadline-operators';
        const early = kind === 'Job';
        expect(settingOf(container, 'LEADLINE_KAFKA_USER')).toBe(early ? undefined : user);
        expect(refOf(container, 'LEADLINE_KAFKA_PASSWORD')).toEqual(
          early ? from('leadline', 'LEADLINE_KAFKA_PASSWORD') : from(user, 'password'),
        );
        expect(refOf(container, 'LEADLINE_KAFKA_CA')).toEqual(from('kafka-cluster-ca-cert', 'ca.crt'));
      }
    const users = chart.ofKind('KafkaUser').map(({ object }) => object.metadata.name);
    expect(users).toEqual(expect.arrayContaining(['leadline-intake', 'leadline-operators']));
  });

  given('has the certificate of the Secret where certificates are not made by Strimzi', async () => {
    const users = ['--set', 'strimzi.users=true', '--set', 'strimzi.authentication=tls-external'];
    const { output } = await template(chart.tools.helm, users);
    expect(output).toMatch(
      /LEADLINE_KAFKA_CERT, valueFrom: { secretKeyRef: { name: leadline, key: LEADLINE_KAFKA_CERT/,
    );
    expect(output).not.toContain('user.crt');
    expect(output).toContain('authentication: { type: tls-external }');
  });

  given('lets people look: at settings of topics, and how far groups are', () => {
    const users = chart
      .ofKind('KafkaUser')
      .filter(({ object }) => object.metadata.name === 'leadline-operators');
    expect(users.length).toBeGreaterThan(0);
    for (const { object } of users) {
      const { acls } = (object.spec?.['authorization'] ?? {}) as { readonly acls?: unknown };
      expect(acls).toContainEqual(entry('topic', 'lead.settled', 'Read', 'Describe', 'DescribeConfigs'));
      expect(acls).toContainEqual(entry('group', 'assignment', 'Describe'));
    }
  });

  given('intake reads its keys from a file, unless development goes without', async () => {
    for (const { env, volumeMounts } of chart.deploymentsOf('intake')) {
      const file = env?.find(({ name }) => name === 'LEADLINE_API_KEYS_FILE')?.value ?? '';
      expect(volumeMounts).toContainEqual(
        expect.objectContaining({ name: 'api-keys', mountPath: dirname(file) }),
      );
    }
    const { output } = await template(chart.tools.helm, ['--set', 'insecure=keyless']);
    expect(output).not.toMatch(/API_KEYS|PEPPER/);
  });
});

describe('the job of the doctor', () => {
  given('reaches all that the audits look at, and has the salt by which replay draws again', () => {
    const [container] = containersOf(podOf(chart.plain('CronJob', 'leadline-doctor'))!);
    expect(container!.args).toEqual(['doctor']);
    for (const setting of ['LEADLINE_REDIS', 'LEADLINE_REDIS_PASSWORD', 'LEADLINE_ASSIGNMENT_SALT'])
      expect(refOf(container!, setting)).toEqual(from('leadline', setting));
    const redis = { ports: [6379, 6380].map((port) => ({ port, protocol: 'TCP' })) };
    expect(chart.plain('NetworkPolicy', 'leadline-doctor').spec!['egress']).toContainEqual(redis);
  });
});

describe('the job of prices', () => {
  given('computes them into a file and releases that, of the same workspace', () => {
    const pod = podOf(chart.turned('CronJob', 'leadline-prices'))!;
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
    const { containers } = podOf(chart.turned('CronJob', 'leadline-prices'))!;
    const { hostname, port } = new URL(settingOf(containers[0]!, 'LEADLINE_INTAKE')!);
    const { spec } = chart.turned('Service', hostname) as { spec?: { selector?: object } };
    const rules = (name: string, way: string) => chart.turned('NetworkPolicy', name).spec![way];
    const to = expect.objectContaining({ to: [{ podSelector: { matchLabels: spec!.selector } }] });
    expect(rules('leadline-prices', 'egress')).toContainEqual(to);
    const own = chart.turned('NetworkPolicy', 'leadline-prices').spec!['podSelector'];
    expect(rules('leadline-intake', 'ingress')).toContainEqual({
      ports: [{ port: Number(port) }],
      from: [{ podSelector: own }],
    });
  });
});
