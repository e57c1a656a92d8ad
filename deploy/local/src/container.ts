import { LeadlineError } from '@leadline/contracts';
import type { ContainerRuntimeClient } from 'testcontainers';
import { waitUntil } from './health.ts';
import type { Resource, ResourceName } from './resource.ts';

const START_MS = 120_000;

/** What to run for a resource. Ports are the same outside on every start, so the container can be killed and started. */
export interface ContainerSpec {
  readonly name: ResourceName;
  readonly image: string;
  readonly ports: readonly { readonly inside: number; readonly outside: number }[];
  readonly environment?: Record<string, string>;
  readonly entrypoint?: string[];
  readonly command?: string[];
  /** Texts that lie in the container before it starts, by their path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly address: string;
  healthy(): Promise<boolean>;
}

/** Testcontainers' reaper removes the containers when this process dies. */
export function containerResource(spec: ContainerSpec, say: (line: string) => void): Resource {
  let container: Container | null = null;
  return {
    name: spec.name,
    origin: 'docker',
    address: spec.address,
    log: null,
    pid: () => null,
    healthy: () => spec.healthy(),
    async start() {
      if (!container) say(`${spec.name}: starting ${spec.image} in Docker`);
      if (container) await container.start();
      else container = await create(spec);
      if (await waitUntil(() => spec.healthy(), START_MS)) return;
      throw new LeadlineError(
        'LEADLINE_STACK_UNHEALTHY',
        `${spec.name} in Docker does not answer at ${spec.address}.`,
      );
    },
    async kill() {
      await container?.kill();
    },
    async stop() {
      await container?.remove({ force: true, v: true });
      container = null;
    },
  };
}

type Container = ReturnType<ContainerRuntimeClient['container']['getById']>;

async function create(spec: ContainerSpec): Promise<Container> {
  // Loaded only here: it takes longer to load than a whole stack of processes takes to start.
  const { GenericContainer, Wait, getContainerRuntimeClient } = await import('testcontainers');
  const files = Object.entries(spec.files ?? {}).map(([target, content]) => ({
    target,
    content,
    mode: 0o644,
  }));
  const container = new GenericContainer(spec.image)
    .withExposedPorts(...spec.ports.map(({ inside, outside }) => ({ container: inside, host: outside })))
    .withEnvironment(spec.environment ?? {})
    .withCopyContentToContainer(files)
    .withWaitStrategy(Wait.forListeningPorts());
  if (spec.entrypoint) container.withEntrypoint(spec.entrypoint);
  if (spec.command) container.withCommand(spec.command);
  const started = await container.start();
  // The engine's own client: testcontainers' stop() works once and cannot be followed by a start.
  const client = await getContainerRuntimeClient();
  return client.container.getById(started.getId());
}
