import { skipped } from '@leadline/testkit';
import { type ChartTools, chartTools, missingForChart } from '../src/tools.ts';
import {
  type Container,
  containersOf,
  type Manifest,
  type Pod,
  podOf,
  render,
  valuesFiles,
} from './rendered.ts';

const isSkipped = skipped('the chart', await missingForChart());
/** Counted as skipped where Helm cannot be built. */
export const given = isSkipped ? test.skip : test;

/** Values files by name. */
export const files = await valuesFiles();

/** A pod with the object that makes it, and the values with which that was rendered. */
export interface PodOf {
  readonly values: string;
  readonly name: string;
  readonly kind: string;
  readonly pod: Pod;
}

/** The chart as it comes out with each values file. */
export class Chart {
  readonly tools: ChartTools;
  readonly #rendered: ReadonlyMap<string, readonly Manifest[]>;

  private constructor(tools: ChartTools, rendered: ReadonlyMap<string, readonly Manifest[]>) {
    this.tools = tools;
    this.#rendered = rendered;
  }

  /** All of it; for `beforeAll`. Where tests are skipped it is never asked. */
  static async rendered(): Promise<Chart> {
    if (isSkipped) return new Chart({ helm: '', python: '' }, new Map());
    const tools = await chartTools();
    const rendered = new Map<string, readonly Manifest[]>();
    for (const [values, file] of files) rendered.set(values, await render(tools.helm, file));
    return new Chart(tools, rendered);
  }

  all(): readonly { readonly values: string; readonly object: Manifest }[] {
    return [...this.#rendered].flatMap(([values, objects]) => objects.map((object) => ({ values, object })));
  }

  ofKind(...kinds: readonly string[]) {
    return this.all().filter(({ object }) => kinds.includes(object.kind));
  }

  /** Objects that come out with these values. */
  with(values: string): readonly Manifest[] {
    return this.#rendered.get(values)!;
  }

  /** An object of the chart with every flag turned. */
  turned(kind: string, name: string): Manifest {
    return this.#object('everything', kind, name);
  }

  /** An object of the chart as it comes. */
  plain(kind: string, name: string): Manifest {
    return this.#object('defaults', kind, name);
  }

  #object(values: string, kind: string, name: string): Manifest {
    return this.with(values).find((it) => it.kind === kind && it.metadata.name === name)!;
  }

  pods(): readonly PodOf[] {
    return this.all().flatMap(({ values, object }) => {
      const pod = podOf(object);
      return pod === null ? [] : [{ values, name: object.metadata.name, kind: object.kind, pod }];
    });
  }

  /** The container of each rendered deployment of a service. */
  deploymentsOf(service: string): readonly Container[] {
    return this.pods()
      .filter(({ kind, name }) => kind === 'Deployment' && name === `leadline-${service}`)
      .map(({ pod }) => pod.containers[0]!);
  }

  /** Names of the pods for which it does not hold. */
  against(holds: (pod: Pod, kind: string) => boolean): readonly string[] {
    return this.pods().flatMap(({ values, name, kind, pod }) =>
      holds(pod, kind) ? [] : [`${values}: ${name}`],
    );
  }

  /** Names of the pods with a container for which it does not hold. */
  againstContainers(holds: (container: Container, kind: string) => boolean): readonly string[] {
    return this.against((pod, kind) => containersOf(pod).every((container) => holds(container, kind)));
  }
}
