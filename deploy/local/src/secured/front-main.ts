import { hash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect } from 'node:net';
import { createServer as createTls } from 'node:tls';
import { USER } from './security.ts';

/**
 * The process of a front: `node front-main.js KIND PORT TARGET CERT KEY PASSWORD`, where the last three are files. It speaks
 * TLS on PORT and passes on to TARGET, both on loopback.
 */
const [, , kind, port, target, cert = '', key = '', password = ''] = process.argv;
const tls = { cert: readFileSync(cert), key: readFileSync(key) };
const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');
const login = Buffer.from(`${USER}:${readFileSync(password, 'utf8').trim()}`).toString('base64');
const wanted = digestOf(`Basic ${login}`);

function pass(incoming: IncomingMessage, response: ServerResponse): void {
  const given = digestOf(incoming.headers.authorization ?? '');
  if (!timingSafeEqual(given, wanted)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
    return;
  }
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  incoming.pipe(onward);
}

const server =
  kind === 'http'
    ? createHttps(tls, pass)
    : createTls(tls, (socket) => {
        const onward = connect(Number(target), '127.0.0.1');
        socket.pipe(onward).pipe(socket);
        for (const end of [socket, onward]) {
          end.on('error', () => undefined);
          end.on('close', () => (end === socket ? onward : socket).destroy());
        }
      });
// A client that does not trust us, or speaks no TLS, is no fault of ours.
server.on('tlsClientError', () => undefined);
server.listen(Number(port), '127.0.0.1');
