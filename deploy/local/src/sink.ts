import type { AddressObject } from 'mailparser';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Messages, SinkMessage } from './messages.ts';
import type { Readable } from 'node:stream';

/** An SMTP server that accepts every e-mail, without log-in and encryption, and keeps it. */
export function smtpServer(messages: Messages): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onData(stream, session, answer) {
      const envelope = session.envelope.rcptTo.map((recipient) => recipient.address);
      const keep = async (): Promise<void> => messages.add(await read(stream, envelope));
      keep().then(
        () => answer(),
        (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
}

async function read(stream: Readable, envelope: string[]): Promise<Omit<SinkMessage, 'id' | 'receivedAt'>> {
  const mail = await simpleParser(stream, { skipHtmlToText: true, skipTextToHtml: true });
  const headers = mail.headerLines.map(({ key, line }) => [key, line.slice(line.indexOf(':') + 1).trim()]);
  return {
    from: addressesOf(mail.from)[0] ?? '',
    to: mail.to === undefined ? envelope : [mail.to].flat().flatMap(addressesOf),
    replyTo: addressesOf(mail.replyTo)[0] ?? null,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    messageId: mail.messageId ?? null,
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}

function addressesOf(field: AddressObject | undefined): string[] {
  return (field?.value ?? []).flatMap(({ address }) => (address ? [address] : []));
}
