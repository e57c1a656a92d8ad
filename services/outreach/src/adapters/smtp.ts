import { createTransport } from 'nodemailer';
import type { Mail, Mailer, MailResult } from '../mail.ts';

export interface SmtpOptions {
  /** smtp://user:password@host:port */
  readonly url: string;
  readonly connections: number;
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/** Mail by SMTP over a pool of connections. */
export function smtpMailer({ url, connections }: SmtpOptions): Mailer {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    maxMessages: 1_000,
    connectionTimeout: 5_000,
    greetingTimeout: 5_000,
    socketTimeout: 20_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: (mail) => transport.sendMail(messageOf(mail)).then(({ response }) => sent(response), failed),
    close: () => transport.close(),
  };
}

function messageOf({ messageId, from, to, replyTo, subject, text, headers }: Mail) {
  const list = { ...headers };
  return {
    messageId,
    from,
    to,
    replyTo,
    subject,
    text,
    headers: list,
    textEncoding: 'quoted-printable' as const,
  };
}

const sent = (response: string): MailResult => ({ kind: 'sent', response: withoutAddresses(response) });

/** Reply codes of RFC 5321: 5xx for good, 4xx for now; 421 and all that is no reply mean that the server is away. */
function failed(error: SmtpError): MailResult {
  const { responseCode = 0, command = '', code = 'UNKNOWN' } = error;
  const response = withoutAddresses(error.response ?? error.message);
  if (code === 'EAUTH') return { kind: 'down', reached: false, response };
  if (responseCode >= 500) return { kind: 'refused', code: `SMTP_${responseCode}`, response };
  if (responseCode >= 400 && responseCode !== 421)
    return { kind: 'deferred', code: `SMTP_${responseCode}`, response };
  return {
    kind: 'down',
    reached: command === 'DATA' || code === 'ETIMEDOUT' || code === 'ESOCKET',
    response,
  };
}

/** Servers like to repeat the recipient. */
function withoutAddresses(response: string): string {
  return response.replace(/\S+@\S+/g, '***').slice(0, 300);
}
