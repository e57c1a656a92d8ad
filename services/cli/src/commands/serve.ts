import { LeadlineError } from '@leadline/contracts';
import { hostAll, type HostedService, type ServiceDefinition, stopAll } from '@leadline/service-kit';
import type { Command } from 'commander';
import { environment } from '../cluster.ts';
import { firstModel, MODELS } from '../models/places.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import { table } from '../output/table.ts';

/** Loaded when they are wanted: a command that only reads should not wait for an ONNX runtime. */
const SERVICES: Readonly<Record<string, () => Promise<{ service: ServiceDefinition }>>> = {
  intake: () => import('@leadline/intake'),
  enrichment: () => import('@leadline/enrichment'),
  'data-quality': () => import('@leadline/data-quality'),
  scoring: () => import('@leadline/scoring'),
  assignment: () => import('@leadline/assignment'),
  outreach: () => import('@leadline/outreach'),
};

/** Where intake listens if nothing else is said: the address that imports look at. */
const INTAKE_PORT = '8080';

const USAGE =
  'host services (names apart or with commas) in this process until SIGTERM or Ctrl-C, then drain them; without names, all';

/** `leadline serve [names...]`. */
export function serveCommand(io: Io): Command {
  return command<{ json?: boolean }>(io, 'serve [names...]', USAGE, async (options, names) => {
    const services = await Promise.all(chosen(names).map(async (load) => (await load()).service));
    const hosted = await hostAll(services, {
      LEADLINE_INTAKE_PORT: INTAKE_PORT,
      ...firstModel(),
      LEADLINE_MODELS: MODELS,
      ...(await environment(io.env)),
    });
    const addresses = hosted.map(({ name, url }) => [name, url] as const);
    io.out(
      options.json
        ? `${JSON.stringify(Object.fromEntries(addresses))}\n`
        : `${table(['service', 'address'], addresses).join('\n')}\n`,
    );
    return untilStopped(hosted);
  });
}

function chosen(names: readonly string[]): readonly (() => Promise<{ service: ServiceDefinition }>)[] {
  const all = Object.keys(SERVICES);
  const named = names.flatMap((name) => name.split(',')).filter((name) => name !== '');
  return (named.length === 0 ? all : named).map((name) => {
    const load = SERVICES[name];
    if (load) return load;
    throw new LeadlineError(
      'LEADLINE_SERVICE_UNKNOWN',
      `${name} is no service. Services are ${all.join(', ')}.`,
      { where: name },
    );
  });
}

/** Amiss if a service has died. */
async function untilStopped(hosted: readonly HostedService[]): Promise<Result> {
  const signal = new Promise<string>((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
  const died = hosted.map(({ name, died: end }) =>
    end.catch((error: unknown) => new Error(`${name} has died: ${String(error)}`)),
  );
  const end = await Promise.race([signal, ...died]);
  const drained = (await stopAll(hosted)) && typeof end === 'string';
  return {
    code: drained ? EXIT.well : EXIT.amiss,
    json: { drained, end: String(end) },
    lines: [drained ? 'drained' : String(end)],
  };
}
