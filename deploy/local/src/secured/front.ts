import { join } from 'node:path';
import { BareProcess } from '../bare-process.ts';
import type { Ground } from '../ground.ts';
import type { Resource } from '../resource.ts';
import { moduleArguments } from '../run.ts';
import type { Security } from './security.ts';

/** What a front passes on: bytes as they are, or HTTP from whoever names user and password. */
export type FrontKind = 'bytes' | 'http';

interface Fronted {
  readonly kind: FrontKind;
  /** The server without TLS, on loopback. */
  readonly server: Resource;
  /** Port on which the server listens. */
  readonly target: number;
  readonly port: number;
  /** Address of the front, for clients. */
  readonly address: string;
  /** Whether the server answers through the front. */
  readonly healthy: () => Promise<boolean>;
}

/**
 * A server behind a TLS terminator, as behind an ingress: for servers that speak no TLS in every build (Valkey's wheel) or
 * know no basic authentication by themselves (Apicurio without an identity provider). Both start, stop and die together.
 */
export function behindFront({ files }: Security, ground: Ground, fronted: Fronted): Resource {
  const { kind, server, target, port, address, healthy } = fronted;
  const settings = [kind, String(port), String(target), files.cert, files.key, files.passwords.registry];
  const front = new BareProcess(
    {
      name: server.name,
      address,
      command: process.execPath,
      args: [...moduleArguments('secured/front-main'), ...settings],
      log: join(ground.folder, `${server.name}-front.log`),
      healthy,
    },
    ground.watchdog,
  );
  return {
    name: server.name,
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
