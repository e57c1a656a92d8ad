import type { Codec } from '@leadline/contracts';
import { CODEC, CONFIG, type Consumer, CONSUMERS, LOG, type Logger, STREAM } from '@leadline/service-kit';
import type { StreamClient } from '@leadline/stream';
import { Module } from '@nestjs/common';
import { loadVocabularies } from '@leadline/reference';
import { accountFollower } from './adapters/account-follower.ts';
import type { Config } from './config.ts';
import { enrichmentStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: CONSUMERS,
      inject: [CONFIG, STREAM, CODEC, LOG],
      useFactory: (config: Config, stream: StreamClient, codec: Codec, log: Logger): readonly Consumer[] => {
        const accounts = accountFollower({ stream, codec, log });
        const defaultCountry = config.LEADLINE_ENRICHMENT_COUNTRY ?? null;
        const vocabularies = loadVocabularies(config.LEADLINE_VOCABULARY ?? null);
        const options = { accounts, vocabularies, defaultCountry, clock: Date.now };
        return [{ kind: 'stage', stage: enrichmentStage(options) }];
      },
    },
  ],
})
export class AppModule {}
