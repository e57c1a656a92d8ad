import type { Codec } from '@leadline/contracts';
import { CODEC, CONFIG, type Consumer, CONSUMERS, LOG, type Logger, STREAM } from '@leadline/service-kit';
import type { StreamClient } from '@leadline/stream';
import { Module } from '@nestjs/common';
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
        return [{ kind: 'stage', stage: enrichmentStage({ accounts, defaultCountry, clock: Date.now }) }];
      },
    },
  ],
})
export class AppModule {}
