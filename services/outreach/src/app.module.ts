import { readFile } from 'node:fs/promises';
import { LeadlineError, type Codec } from '@leadline/contracts';
import { zoneOffsets } from '@leadline/reference';
import { CODEC, CONFIG, type Consumer, CONSUMERS, LOG, type Logger, STREAM } from '@leadline/service-kit';
import type { StreamClient } from '@leadline/stream';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { topicKnowledge } from './adapters/knowledge.ts';
import { smtpMailer } from './adapters/smtp.ts';
import { suppressionList, type Suppression } from './adapters/suppression.ts';
import type { Config } from './config.ts';
import { checkTemplates, type Letterhead } from './letters.ts';
import type { Mailer } from './mail.ts';
import { outreachStage } from './stage.ts';

const MAILER = Symbol('MAILER');
const HEAD = Symbol('HEAD');
const SUPPRESSION = Symbol('SUPPRESSION');

async function letterhead(config: Config): Promise<Letterhead> {
  const head: Letterhead = {
    company: config.LEADLINE_OUTREACH_COMPANY,
    from: config.LEADLINE_OUTREACH_FROM,
    unsubscribe: config.LEADLINE_OUTREACH_UNSUBSCRIBE,
    unsubscribeUrl: config.LEADLINE_OUTREACH_UNSUBSCRIBE_URL,
    firstContact: await readTemplate('LEADLINE_OUTREACH_TEMPLATE', config.LEADLINE_OUTREACH_TEMPLATE),
    repNotice: await readTemplate('LEADLINE_OUTREACH_REP_TEMPLATE', config.LEADLINE_OUTREACH_REP_TEMPLATE),
  };
  try {
    checkTemplates(head);
  } catch (cause) {
    throw new LeadlineError('LEADLINE_CONFIG_INVALID', `A mail template: ${String(cause)}`, { cause });
  }
  return head;
}

async function readTemplate(setting: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new LeadlineError('LEADLINE_CONFIG_INVALID', `${setting}: ${path} cannot be read.`, { cause });
  }
}

@Module({
  providers: [
    { provide: HEAD, inject: [CONFIG], useFactory: letterhead },
    {
      provide: MAILER,
      inject: [CONFIG],
      useFactory: (config: Config) =>
        smtpMailer({ url: config.LEADLINE_SMTP, connections: config.LEADLINE_OUTREACH_PARALLEL }),
    },
    {
      provide: SUPPRESSION,
      inject: [CONFIG, LOG],
      useFactory: (config: Config, log: Logger) =>
        suppressionList(config.LEADLINE_OUTREACH_SUPPRESSION, (error) =>
          log.error({ err: error }, 'the suppression list cannot be read: the last one stays'),
        ),
    },
    {
      provide: CONSUMERS,
      inject: [CONFIG, STREAM, CODEC, LOG, HEAD, MAILER, SUPPRESSION],
      useFactory: (
        config: Config,
        stream: StreamClient,
        codec: Codec,
        log: Logger,
        head: Letterhead,
        mailer: Mailer,
        suppression: Suppression,
      ): readonly Consumer[] => {
        const knowledge = topicKnowledge({ stream, codec, log }, config.LEADLINE_OUTREACH_CONTACTS);
        const stage = outreachStage({
          knowledge,
          head,
          mailer,
          suppressed: (email) => suppression.has(email),
          zone: config.LEADLINE_OUTREACH_QUIET ? zoneOffsets : () => null,
          refresh: async (leadIds) =>
            void (await Promise.all([knowledge.refresh(leadIds), suppression.refresh()])),
          now: Date.now,
          onResent: (messageId) => log.warn({ messageId }, 'sent again: an earlier intent had no result'),
        });
        return [{ kind: 'stage', stage }];
      },
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  readonly #mailer: Mailer;

  constructor(@Inject(MAILER) mailer: Mailer) {
    this.#mailer = mailer;
  }

  onApplicationShutdown(): void {
    this.#mailer.close();
  }
}
