import { Messages } from './messages.ts';
import { smtpServer } from './sink.ts';
import { sinkPage } from './sink-page.ts';

/** The SMTP sink as a process: `node sink-main.js SMTP_PORT HTTP_PORT FILE`, on loopback only. */
const [, , smtpPort, httpPort, file = 'messages.ndjson'] = process.argv;

const messages = new Messages(file);
const smtp = smtpServer(messages);
const http = sinkPage(messages);

// A sender that hangs up in the middle of a mail is its own affair.
smtp.on('error', () => undefined);
smtp.listen(Number(smtpPort), '127.0.0.1');
http.listen(Number(httpPort), '127.0.0.1');

process.once('SIGTERM', () => process.exit(0));
