import { join } from 'node:path';
import { type Ground, parseLine, type Running, start } from './child.ts';

/** The stages up to the assigned lead, which is what the baselines are compared with. */
export const ROUTING = ['intake', 'enrichment', 'data-quality', 'scoring', 'assignment'] as const;
/** With the mails that follow. */
export const ALL = [...ROUTING, 'outreach'] as const;

/** What each group of {@link ALL} reads, in the order of the flow. */
export const HOPS = [
  ['enrichment', 'lead.received'],
  ['data-quality', 'lead.enriched'],
  ['scoring', 'lead.validated'],
  ['assignment', 'assignment.in'],
  ['outreach', 'lead.assigned'],
] as const;

/** The services, up. */
export interface Pipeline {
  readonly intakeUrl: string;
  readonly processes: readonly Running<unknown>[];
  stop(): Promise<void>;
}

export type Env = Readonly<Record<string, string>>;
type Services = readonly string[];

const fileOf = (service: string): string => join(import.meta.dirname, '../..', service, 'dist/main.js');

const pipelineOf = (intakeUrl: string, processes: readonly Running<unknown>[]): Pipeline => ({
  intakeUrl,
  processes,
  stop: async () => void (await Promise.all(processes.map((running) => running.stop()))),
});

/** A process for each service, as in pods. */
export async function startApart(env: Env, ground: Ground, services: Services): Promise<Pipeline> {
  const processes = await Promise.all(
    services.map((name) => start({ name, args: [fileOf(name)], env, up: urlOf }, ground)),
  );
  return pipelineOf(processes[0]!.up, processes);
}

/** Services in one process: `leadline serve`. With `profile` it writes a .cpuprofile into that folder at its end. */
export async function startTogether(
  env: Env,
  ground: Ground,
  services: Services,
  profile: string | null = null,
): Promise<Pipeline> {
  const flags = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const args = [...flags, fileOf('cli'), 'serve', services.join(','), '--json'];
  const running = await start(
    { name: 'together', args, env: { ...env, LEADLINE_INTAKE_PORT: '0' }, up: intakeOf },
    ground,
  );
  return pipelineOf(running.up, [running]);
}

/** The address in a service's line that says that it is up; null: another line. */
export function urlOf(line: string): string | null {
  const entry = parseLine(line);
  return entry?.['msg'] === 'up' && typeof entry['url'] === 'string' ? entry['url'] : null;
}

function intakeOf(line: string): string | null {
  const url = parseLine(line)?.['intake'];
  return typeof url === 'string' ? url : null;
}
