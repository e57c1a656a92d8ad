import { join } from 'node:path';
import { BareProcess } from '../bare-process.ts';
import type { Ground } from '../ground.ts';
import type { Access } from '../health.ts';
import type { Resource } from '../resource.ts';
import { moduleArguments } from '../run.ts';
import { type Security, USER } from './security.ts';

/** What a front passes on: bytes as they are, or HTTP from whoever names user and password. */
export type FrontKind = 'bytes' | 'http';

interface Fronted {
  readonly name: 'registry' | 'redis';
  readonly kind: FrontKind;
  /** The server without TLS, on loopback. */
  readonly server: Resource;
  /** Port on which the server listens. */
  readonly target: number;
  /** Address of a front on this port, for clients. */
  readonly addressOn: (port: number) => string;
  /** Whether the server answers under an address of a front. */
  readonly answers: (address: string, access: Access) => Promise<boolean>;
}

/**
 * A server behind a TLS terminator, as behind an ingress: for servers that speak no TLS in every build (Valkey's wheel) or
 * know no basic authentication by themselves (Apicurio without an identity provider). Both start, stop and die together. On a
 * second port (`mutualPorts`) the front asks clients for a certificate: for HTTP instead of user and password.
 */
export async function behindFront(
  ground: Ground,
  { files, ca, passwords, mutualPorts }: Security,
  { name, kind, server, target, addressOn, answers }: Fronted,
): Promise<Resource> {
  const port = await ground.port();
  const address = addressOn(port);
  const healthy = (): Promise<boolean> => answers(address, { ca, user: USER, password: passwords[name] });
  const ports = [port, mutualPorts[name], target].map(String);
  const settings = [kind, ...ports, files.cert, files.key, files.ca, files.passwords.registry];
  const front = new BareProcess(
    {
      name,
      address,
      command: process.execPath,
      args: [...moduleArguments('secured/front-main'), ...settings],
      log: join(ground.folder, `${name}-front.log`),
      healthy,
    },
    ground.watchdog,
  );
  return {
    name,
    origin: server.origin,
    address,
    log: server.log,
    pid: () => server.pid(),
    healthy,
    async start() {
      await server.start();
      await front.start();
    },
    async kill() {
      await Promise.all([front.kill(), server.kill()]);
    },
    async stop() {
      await Promise.all([front.stop(), server.stop()]);
    },
  };
}
