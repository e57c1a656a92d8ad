import { join } from 'node:path';
import { BareProcess } from './bare-process.ts';
import type { Ground } from './ground.ts';
import { httpAnswers, smtpAnswers } from './health.ts';
import { moduleArguments } from './run.ts';

/** The SMTP sink as a process, with the HTTP address under which it shows what it received. */
export interface Mailbox {
  readonly resource: BareProcess;
  readonly mailbox: string;
}

/** The sink as a process. What it accepted lies in a file of the stack's folder, so a restart keeps it. */
export async function mailboxProcess({ folder, port, watchdog }: Ground): Promise<Mailbox> {
  const [smtp, http] = [await port(), await port()];
  const address = `smtp://127.0.0.1:${smtp}`;
  const mailbox = `http://127.0.0.1:${http}`;
  const resource = new BareProcess(
    {
      name: 'mailbox',
      address,
      command: process.execPath,
      args: [...moduleArguments('sink-main'), String(smtp), String(http), join(folder, 'messages.ndjson')],
      log: join(folder, 'mailbox.log'),
      healthy: async () => (await smtpAnswers(address)) && (await httpAnswers(`${mailbox}/count`)),
    },
    watchdog,
  );
  return { resource, mailbox };
}
