import { join } from 'node:path';
import { type Ground, parseLine, type Running, start } from './child.ts';

const SERVICES = ['intake', 'enrichment', 'data-quality', 'scoring', 'assignment', 'outreach'] as const;

/** The services, up. */
export interface Pipeline {
  readonly intakeUrl: string;
  readonly processes: readonly Running<unknown>[];
  stop(): Promise<void>;
}

type Env = Readonly<Record<string, string>>;

const fileOf = (service: string): string => join(import.meta.dirname, '../..', service, 'dist/main.js');

const pipelineOf = (intakeUrl: string, processes: readonly Running<unknown>[]): Pipeline => ({
  intakeUrl,
  processes,
  stop: async () => void (await Promise.all(processes.map((running) => running.stop()))),
});

/** A process for each service, as in pods. */
export async function startApart(env: Env, ground: Ground): Promise<Pipeline> {
  const processes = await Promise.all(
    SERVICES.map((name) => start({ name, args: [fileOf(name)], env, up: urlOf }, ground)),
  );
  return pipelineOf(processes[0]!.up, processes);
}

/** All services in one process: `leadline serve`. With `profile` it writes a .cpuprofile there at its end. */
export async function startTogether(env: Env, ground: Ground, profile: string | null): Promise<Pipeline> {
  const flags = profile === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const args = [...flags, fileOf('cli'), 'serve', '--json'];
  const running = await start(
    { name: 'together', args, env: { ...env, LEADLINE_INTAKE_PORT: '0' }, up: intakeOf },
    ground,
  );
  return pipelineOf(running.up, [running]);
}

function urlOf(line: string): string | null {
  const entry = parseLine(line);
  return entry?.['msg'] === 'up' && typeof entry['url'] === 'string' ? entry['url'] : null;
}

function intakeOf(line: string): string | null {
  const url = parseLine(line)?.['intake'];
  return typeof url === 'string' ? url : null;
}
