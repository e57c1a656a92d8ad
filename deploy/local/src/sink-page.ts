import { createServer, type Server } from 'node:http';
import type { Messages, SinkMessage } from './messages.ts';

const SHOWN = 200;

/**
 * What the sink shows: `GET /messages?since=ID` (JSON array of what came after that id), `GET /count` (`{"count": n}`)
 * and `GET /`, a page with the newest messages.
 */
export function sinkPage(messages: Messages): Server {
  return createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://sink');
    const send = (type: string, body: string, status = 200): void => {
      response.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body);
    };
    if (request.method !== 'GET') send('application/json', '{"error":"Only GET is answered here."}', 405);
    else if (url.pathname === '/messages') {
      send(
        'application/json',
        JSON.stringify(messages.since(Number(url.searchParams.get('since') ?? 0) || 0)),
      );
    } else if (url.pathname === '/count') send('application/json', JSON.stringify({ count: messages.count }));
    else if (url.pathname === '/') send('text/html', page(messages));
    else send('application/json', '{"error":"Try /messages?since=0, /count or /."}', 404);
  });
}

function page(messages: Messages): string {
  const newest = messages.since(messages.count - SHOWN).toReversed();
  const shown = newest.length < messages.count ? `, the newest ${newest.length} shown` : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Leadline mailbox</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  details { border-top: 1px solid #ddd; padding: .5rem 0; }
  summary { cursor: pointer; }
  small { color: #666; }
  pre { white-space: pre-wrap; background: #f6f6f6; padding: 1rem; }
</style>
<h1>Mailbox</h1>
<p>${messages.count} messages${shown}. Nothing here has left this machine.</p>
${newest.map(row).join('\n')}
</html>
`;
}

function row(message: SinkMessage): string {
  const time = new Date(message.receivedAt).toISOString().slice(11, 19);
  const parties = `${time} · ${message.from} → ${message.to.join(', ')}`;
  const reply = message.replyTo === null ? '' : `Reply to ${message.replyTo}\n\n`;
  return `<details><summary>${escaped(message.subject)} <small>${escaped(parties)}</small></summary>
<pre>${escaped(reply + message.text)}</pre></details>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
