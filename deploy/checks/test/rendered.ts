import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { run } from '../../local/src/run.ts';
import { CHART } from '../src/folders.ts';

/** An object of Kubernetes, as far as the tests look at it. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Record<string, string> };
  readonly spec?: Record<string, unknown>;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: object }[];
  readonly volumeMounts?: readonly { readonly name: string; readonly mountPath: string }[];
  readonly securityContext?: object;
  readonly resources?: {
    readonly requests?: Record<string, string>;
    readonly limits?: Record<string, string>;
  };
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string } } | undefined;
}

export interface Pod {
  readonly automountServiceAccountToken?: boolean;
  readonly terminationGracePeriodSeconds?: number;
  readonly securityContext?: object;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes?: readonly {
    readonly name: string;
    readonly emptyDir?: { readonly sizeLimit?: string };
  }[];
}

/** All containers of a pod, those of its start first. */
export const containersOf = ({ initContainers = [], containers }: Pod): readonly Container[] => [
  ...initContainers,
  ...containers,
];

export const settingOf = ({ env = [] }: Container, setting: string): string | undefined =>
  env.find(({ name }) => name === setting)?.value;

/** Values files by name: the profiles of the chart, and one that turns every flag. */
export async function valuesFiles(): Promise<ReadonlyMap<string, string | null>> {
  const profiles = (await readdir(join(CHART, 'profiles'))).toSorted();
  return new Map<string, string | null>([
    ['defaults', null],
    ...profiles.map((file) => [file.replace('.yaml', ''), join(CHART, 'profiles', file)] as const),
    ['everything', join(import.meta.dirname, 'everything.yaml')],
  ]);
}

const valuesOf = (file: string | null) => (file === null ? [] : ['-f', file]);

/** What `helm lint --strict` says. */
export const lint = (helm: string, file: string | null) =>
  run(helm, ['lint', '--strict', CHART, ...valuesOf(file)]);

/** What `helm template` prints, as text. Without an error it is YAML behind some warnings. */
export const template = (helm: string, args: readonly string[]) =>
  run(helm, ['template', 'leadline', CHART, '--kube-version', '1.30.0', ...args]);

/** Every object of the chart with these values. @throws Error with Helm's message */
export async function render(helm: string, file: string | null): Promise<readonly Manifest[]> {
  const { code, output } = await template(helm, valuesOf(file));
  if (code !== 0) throw new Error(output);
  const yaml = output.slice(output.indexOf('---'));
  return parseAllDocuments(yaml).flatMap((document) => {
    if (document.errors.length > 0) throw document.errors[0]!;
    const value = document.toJS() as Manifest | null;
    return value === null ? [] : [value];
  });
}

/** The pod of a Deployment, Job or CronJob; null for anything else. */
export function podOf({ kind, spec }: Manifest): Pod | null {
  type Template = { readonly template: { readonly spec: Pod } };
  if (kind === 'Deployment' || kind === 'Job') return (spec as Template).template.spec;
  if (kind !== 'CronJob') return null;
  return (spec as { readonly jobTemplate: { readonly spec: Template } }).jobTemplate.spec.template.spec;
}
