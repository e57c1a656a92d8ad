import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** Answers when the message is kept, or with why it could not be. */
async function keep(stream: Readable, messages: ParsedMail[], done: (error?: Error) => void): Promise<void> {
  const mail = await simpleParser(stream).catch((error: unknown) => error as Error);
  if (mail instanceof Error) return done(mail);
  messages.push(mail);
  return done();
}

/** An SMTP server in the test that keeps what it gets and refuses on command. */
export interface PostOffice {
  readonly url: string;
  readonly messages: readonly ParsedMail[];
  /** Reply to recipients that the pattern fits, until told otherwise. */
  refuse(recipients: RegExp, code: number): void;
  accept(): void;
  close(): Promise<void>;
}

export async function postOffice(): Promise<PostOffice> {
  const messages: ParsedMail[] = [];
  let refusal: { readonly recipients: RegExp; readonly code: number } | null = null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      if (refusal === null || !refusal.recipients.test(address)) return done();
      return done(Object.assign(new Error(`no mail for ${address}`), { responseCode: refusal.code }));
    },
    onData(stream, _session, done) {
      void keep(stream, messages, done);
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    messages,
    refuse: (recipients, code) => void (refusal = { recipients, code }),
    accept: () => void (refusal = null),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
