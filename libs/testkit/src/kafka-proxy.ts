import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Kafka requests by their api keys. */
export const API = { produce: 0, fetch: 1, endTxn: 26, txnOffsetCommit: 28 } as const;

/** A broker's double that understands where requests begin, so that it can fail a chosen one and nothing else. */
export interface KafkaProxy {
  /** For `route` of connectKafka: the client's connections go through the proxy, whatever the broker advertises. */
  readonly route: () => { readonly host: string; readonly port: number };
  /** The next `count` requests of this kind reach the broker, but their responses get lost with the connection. */
  loseResponses(apiKey: number, count: number): void;
  /** The next `count` requests of this kind are lost with the connection before they reach the broker. */
  loseRequests(apiKey: number, count: number): void;
  /** Faults done so far. */
  readonly lost: number;
  close(): Promise<void>;
}

interface Fault {
  readonly apiKey: number;
  readonly reachesBroker: boolean;
  count: number;
}

/** Time for the broker to do what the request asks before the connection breaks. */
const DO_MS = 100;

/** Starts a proxy in front of the broker at host:port. */
export async function kafkaProxy(target: string): Promise<KafkaProxy> {
  const [host = '', port = ''] = target.split(':');
  const sockets = new Set<Socket>();
  const faults: Fault[] = [];
  let lost = 0;
  const strike = (apiKey: number): Fault | undefined => {
    const fault = faults.find((one) => one.apiKey === apiKey && one.count > 0);
    if (fault === undefined) return undefined;
    fault.count -= 1;
    lost += 1;
    return fault;
  };
  const server = createServer((client) => {
    const broker = connect(Number(port), host);
    for (const socket of [client, broker]) sockets.add(socket.setNoDelay(true));
    join(client, broker, strike);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return {
    route: () => ({ host: '127.0.0.1', port: address.port }),
    loseResponses: (apiKey, count) => void faults.push({ apiKey, reachesBroker: true, count }),
    loseRequests: (apiKey, count) => void faults.push({ apiKey, reachesBroker: false, count }),
    get lost() {
      return lost;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function join(client: Socket, broker: Socket, strike: (apiKey: number) => Fault | undefined): void {
  let mute = false;
  const cut = (): void => {
    client.destroy();
    broker.destroy();
  };
  onRequests(client, (apiKey, frame) => {
    const fault = strike(apiKey);
    if (fault === undefined) return void broker.write(frame);
    if (!fault.reachesBroker) return cut();
    mute = true;
    broker.write(frame);
    setTimeout(cut, DO_MS);
  });
  broker.on('data', (bytes) => {
    if (!mute) client.write(bytes);
  });
  for (const socket of [client, broker]) socket.on('error', cut).on('close', cut);
}

/** Cuts what a client sends into requests: length (int32), api key (int16), and the rest. */
function onRequests(socket: Socket, request: (apiKey: number, frame: Buffer) => void): void {
  let held = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    held = Buffer.concat([held, bytes]);
    while (held.length >= 4 && held.length >= 4 + held.readInt32BE(0)) {
      const frame = held.subarray(0, 4 + held.readInt32BE(0));
      held = held.subarray(frame.length);
      request(frame.readInt16BE(4), frame);
    }
  });
}
