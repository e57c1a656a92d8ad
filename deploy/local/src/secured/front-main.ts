import { hash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { connect } from 'node:net';
import { createServer as createTls, type TLSSocket } from 'node:tls';
import { USER } from './security.ts';

/**
 * The process of a front: `node front-main.js KIND PORT MUTUAL TARGET CERT KEY CA PASSWORD`, where the last four are files. It
 * speaks TLS on PORT and on MUTUAL, and passes on to TARGET, all on loopback. HTTP passes on PORT with user and password; on
 * MUTUAL everything passes from whoever shows a certificate of the authority.
 */
const [, , kind, port, mutual, target, cert = '', key = '', ca = '', password = ''] = process.argv;
const tls = { cert: readFileSync(cert), key: readFileSync(key) };
const certified = { ...tls, ca: readFileSync(ca), requestCert: true };
const digestOf = (text: string): Buffer => hash('sha256', text, 'buffer');
const login = Buffer.from(`${USER}:${readFileSync(password, 'utf8').trim()}`).toString('base64');
const wanted = digestOf(`Basic ${login}`);

function whoLogsIn(incoming: IncomingMessage, response: ServerResponse): void {
  const given = digestOf(incoming.headers.authorization ?? '');
  if (timingSafeEqual(given, wanted)) pass(incoming, response);
  else response.writeHead(401, { 'www-authenticate': 'Basic realm="registry"' }).end();
}

function pass(incoming: IncomingMessage, response: ServerResponse): void {
  const { method, url, headers } = incoming;
  const onward = request({ host: '127.0.0.1', port: target, method, path: url, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => (response.headersSent ? response.destroy() : response.writeHead(502).end()));
  incoming.pipe(onward);
}

function passBytes(socket: TLSSocket): void {
  const onward = connect(Number(target), '127.0.0.1');
  socket.pipe(onward).pipe(socket);
  for (const end of [socket, onward]) {
    end.on('error', () => undefined);
    end.on('close', () => (end === socket ? onward : socket).destroy());
  }
}

const servers =
  kind === 'http'
    ? [createHttps(tls, whoLogsIn), createHttps(certified, pass)]
    : [createTls(tls, passBytes), createTls(certified, passBytes)];
for (const [index, server] of servers.entries()) {
  // A client that does not trust us, speaks no TLS, or shows no certificate, is no fault of ours.
  server.on('tlsClientError', () => undefined);
  server.listen(Number([port, mutual][index]), '127.0.0.1');
}
