import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { claimPort, type Port } from './claims.ts';
import { httpAnswers, smtpAnswers, waitUntil } from './health.ts';
import { Messages, type SinkMessage } from './messages.ts';
import { moduleArguments } from './run.ts';

const PATIENCE_MS = 30_000;

const MAIL = [
  'From: Rita Rep <rita@seller.test>',
  'To: =?utf-8?q?Zo=C3=AB?= <zoe@buyer.test>, second@buyer.test',
  'Reply-To: rita.direct@seller.test',
  'Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= <b>',
  'Message-ID: <42@seller.test>',
  'List-Unsubscribe: <https://seller.test/out?x=1>',
  '',
  'Good day,',
  '..this line starts with a dot.',
];

let folder: string;
let file: string;
let ports: readonly Port[];
let sink: ChildProcess;
let base: string;

/** The sink as its own process: mailparser cannot be loaded inside Jest. */
async function startSink(): Promise<void> {
  const [smtp = 0, http = 0] = ports.map((port) => port.number);
  sink = spawn(process.execPath, [...moduleArguments('sink-main'), String(smtp), String(http), file]);
  base = `http://127.0.0.1:${http}`;
  const up = async (): Promise<boolean> =>
    (await smtpAnswers(`127.0.0.1:${smtp}`)) && httpAnswers(`${base}/count`);
  expect(await waitUntil(up, PATIENCE_MS)).toBe(true);
}

async function killSink(): Promise<void> {
  sink.kill('SIGKILL');
  await once(sink, 'exit');
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadline-sink-'));
  file = join(folder, 'messages.ndjson');
  ports = [await claimPort(), await claimPort()];
  await startSink();
}, PATIENCE_MS);

afterEach(async () => {
  await killSink();
  await Promise.all([rm(folder, { recursive: true }), ...ports.map((port) => port.release())]);
});

/** Speaks SMTP as plainly as it goes: one command after each answer. */
async function send(lines: readonly string[]): Promise<string> {
  const socket = connect(ports[0]?.number ?? 0, '127.0.0.1');
  const commands = [
    'HELO sender.test',
    'MAIL FROM:<rita@seller.test>',
    'RCPT TO:<zoe@buyer.test>',
    'DATA',
    [...lines, '.'].join('\r\n'),
    'QUIT',
  ];
  let last = '';
  for await (const answer of createInterface({ input: socket })) {
    const command = commands.shift();
    if (command === undefined) break;
    if (command === 'QUIT') last = answer;
    socket.write(`${command}\r\n`);
  }
  return last;
}

test('an e-mail that was accepted is shown with what it said', async () => {
  expect(await send(MAIL)).toMatch(/^250/);
  const [message] = (await (await fetch(`${base}/messages`)).json()) as SinkMessage[];
  expect(message).toMatchObject({
    id: 1,
    from: 'rita@seller.test',
    to: ['zoe@buyer.test', 'second@buyer.test'],
    replyTo: 'rita.direct@seller.test',
    subject: 'Grüße <b>',
    messageId: '<42@seller.test>',
    headers: { 'list-unsubscribe': '<https://seller.test/out?x=1>' },
  });
  expect(message?.text).toBe('Good day,\n.this line starts with a dot.\n');
});

test(
  'since gives only what came later, count counts',
  async () => {
    for (let one = 0; one < 3; one++) await send(MAIL);
    const later = (await (await fetch(`${base}/messages?since=1`)).json()) as SinkMessage[];
    expect(later.map((message) => message.id)).toEqual([2, 3]);
    expect(await (await fetch(`${base}/count`)).json()).toEqual({ count: 3 });
  },
  PATIENCE_MS,
);

test(
  'what was accepted is still there after kill -9, on the same ports',
  async () => {
    await send(MAIL);
    const before = await (await fetch(`${base}/messages`)).json();
    await killSink();
    await startSink();
    expect(await (await fetch(`${base}/messages`)).json()).toEqual(before);
    await send(MAIL);
    expect(await (await fetch(`${base}/count`)).json()).toEqual({ count: 2 });
  },
  PATIENCE_MS,
);

test('a line that a kill cut off is dropped and the next message is whole', () => {
  const list = join(folder, 'list.ndjson');
  const content = {
    from: 'a@b.test',
    to: [],
    replyTo: null,
    subject: '',
    text: '',
    messageId: null,
    headers: {},
  };
  new Messages(list).add(content);
  appendFileSync(list, '{"id":2,"fr');
  new Messages(list).add(content);
  expect(new Messages(list).since(0).map((message) => message.id)).toEqual([1, 2]);
});

test('the page escapes what senders wrote', async () => {
  await send(MAIL);
  const page = await (await fetch(base)).text();
  expect(page).toContain('Grüße &lt;b&gt;');
  expect(page).toContain('1 messages');
});

test('nothing but reading is offered', async () => {
  expect((await fetch(`${base}/messages`, { method: 'DELETE' })).status).toBe(405);
  expect((await fetch(`${base}/elsewhere`)).status).toBe(404);
});
