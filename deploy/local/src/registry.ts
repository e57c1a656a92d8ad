import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { BareProcess } from './bare-process.ts';
import { cached, type Artefact } from './download.ts';
import type { Ground } from './ground.ts';
import { type Access, httpAnswers } from './health.ts';
import { mavenFile, requireJava } from './java.ts';
import type { Resource } from './resource.ts';
import { run } from './run.ts';
import { behindFront } from './secured/front.ts';
import type { Security } from './secured/security.ts';

export const REGISTRY_VERSION = '3.0.9';
const RUNNER = `apicurio-registry-app-${REGISTRY_VERSION}-runner.jar`;

const REGISTRY: Artefact = {
  name: `apicurio-registry-${REGISTRY_VERSION}`,
  megabytes: 109,
  digests: ['0982c4eaa222355c86bd4dfc83495d4929ae319ebe00ef5677f131a2e205065d'],
  download: (into) => mavenFile(`io.apicurio:apicurio-registry-app:${REGISTRY_VERSION}:tar.gz:all`, into),
  async unpack(from, into) {
    const archive = join(from, `apicurio-registry-app-${REGISTRY_VERSION}-all.tar.gz`);
    const { code, output } = await run('tar', ['-xzf', archive, '-C', into]);
    if (code !== 0)
      throw new LeadlineError('LEADLINE_STACK_DOWNLOAD', `tar cannot unpack ${archive}: ${output}`);
  },
};

/** Settings of the registry whose schemas lie in a file: each write is on disk before it is answered, so ids stay. */
export function registrySettings(file: string): Readonly<Record<string, string | number>> {
  return {
    'apicurio.storage.kind': 'sql',
    'apicurio.storage.sql.kind': 'h2',
    'apicurio.datasource.url': `jdbc:h2:file:${file};WRITE_DELAY=0`,
    'apicurio.datasource.jdbc.initial-size': 2,
    'apicurio.datasource.jdbc.min-size': 2,
    'apicurio.datasource.jdbc.max-size': 20,
    'quarkus.http.access-log.enabled': 'false',
    'quarkus.log.level': 'WARN',
  };
}

/** Base address of the Confluent-compatible API of a registry on this port. */
export function registryAddress(port: number): string {
  return `http://127.0.0.1:${port}/apis/ccompat/v7`;
}

/** Whether a registry of any make answers under this base address. */
export function registryAnswers(address: string, access?: Access): Promise<boolean> {
  return httpAnswers(`${address.replace(/\/$/, '')}/subjects`, access);
}

/** Where a registry behind TLS listens. */
export const securedRegistryAddress = (port: number): string =>
  registryAddress(port).replace('http:', 'https:');

/** A registry behind TLS, and basic authentication or certificates. */
export const securedRegistry = (ground: Ground, security: Security, server: Resource, target: number) =>
  behindFront(ground, security, {
    name: 'registry',
    kind: 'http',
    server,
    target,
    addressOn: securedRegistryAddress,
    answers: registryAnswers,
  });

/** Apicurio Registry as a process, its schemas in the stack's folder. */
export async function registryProcess(ground: Ground): Promise<Resource> {
  const { folder, port, say, watchdog, security } = ground;
  await requireJava();
  const program = await cached(REGISTRY, say);
  const home = join(folder, 'registry');
  await mkdir(home);
  const number = await port();
  const address = registryAddress(number);
  const settings = {
    ...registrySettings(join(home, 'schemas')),
    'quarkus.http.host': '127.0.0.1',
    'quarkus.http.port': number,
    'java.io.tmpdir': home,
  };
  const properties = Object.entries(settings).map(([name, value]) => `-D${name}=${value}`);
  const server = new BareProcess(
    {
      name: 'registry',
      address,
      command: 'java',
      args: [
        '-Xmx256m',
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        ...properties,
        '-jar',
        join(program, RUNNER),
      ],
      log: join(folder, 'registry.log'),
      healthy: () => registryAnswers(address),
    },
    watchdog,
  );
  return security === null ? server : securedRegistry(ground, security, server, number);
}
