import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the stub behaves: as a registry, as one that never answers, as one that fails, as a proxy with nothing behind it. */
type Mode = 'up' | 'hanging' | 'failing' | 'proxy';
type Answer = readonly [status: number, body: object];

const DOWN: Readonly<Record<'failing' | 'proxy', Answer>> = {
  failing: [500, { error_code: 50001, message: 'store is down' }],
  proxy: [404, { message: 'no route matched' }],
};

/** A registry in memory on a loopback port that can be taken down and brought back. */
export async function stubRegistry() {
  const schemas: string[] = [];
  let mode: Mode = 'up';
  let requests = 0;
  const answer = (path: string, body: string): Answer => {
    const asked = body ? (JSON.parse(body) as { schema: string }).schema : null;
    const id = asked === null ? Number(/ids\/(\d+)/.exec(path)?.[1]) : schemas.indexOf(asked) + 1;
    const schema = schemas[id - 1];
    return schema === undefined
      ? [404, { error_code: 40403, message: 'Schema not found' }]
      : [200, { id, schema }];
  };
  const server = createServer((request, response) => {
    requests += 1;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (mode === 'hanging') return;
      const [status, body] =
        mode === 'up' ? answer(request.url!, Buffer.concat(chunks).toString()) : DOWN[mode];
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    /** Registers a schema and gives its id. */
    add: (schema: object): number => schemas.push(JSON.stringify(schema)),
    set: (next: Mode): void => {
      mode = next;
    },
    requests: (): number => requests,
    stop: (): Promise<void> => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
export type StubRegistry = Awaited<ReturnType<typeof stubRegistry>>;
