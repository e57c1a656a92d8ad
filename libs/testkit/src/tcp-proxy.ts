import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP connection in between that can fail on command. */
export interface TcpProxy {
  /** host:port to connect to. */
  readonly address: string;
  /** Closes all connections and refuses new ones. */
  cut(): void;
  /** Keeps all connections but forwards nothing in either direction. */
  hang(): void;
  /** Forwards again. */
  heal(): void;
  close(): Promise<void>;
}

/** Forwards a free local port to `host:port`. */
export async function tcpProxy(target: string): Promise<TcpProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  let state: 'open' | 'cut' | 'hung' = 'open';
  const join = (socket: Socket, other: Socket) => {
    sockets.add(socket);
    socket.on('data', (bytes) => {
      if (state === 'open') other.write(bytes);
      else socket.pause().unshift(bytes);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      sockets.delete(socket);
      other.destroy();
    });
  };
  const server = createServer((inbound) => {
    if (state === 'cut') {
      inbound.destroy();
      return;
    }
    const outbound = connect(Number(port), host);
    join(inbound, outbound);
    join(outbound, inbound);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const drop = () => sockets.forEach((socket) => socket.destroy());
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      state = 'cut';
      drop();
    },
    hang: () => {
      state = 'hung';
    },
    heal: () => {
      state = 'open';
      sockets.forEach((socket) => socket.resume());
    },
    close: async () => {
      drop();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
