import { CONFIG, type Consumer, CONSUMERS, LOG, type Logger } from '@leadline/service-kit';
import { Module } from '@nestjs/common';
import { keyedHash } from './adapters/keyed-hash.ts';
import { type Config, LOCAL_SECRET } from './config.ts';
import { qualityStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: CONSUMERS,
      inject: [CONFIG, LOG],
      useFactory: ({ LEADLINE_SECRET: secret }: Config, log: Logger): readonly Consumer[] => {
        if (secret === LOCAL_SECRET) log.warn('LEADLINE_SECRET is not set: keys of persons can be guessed');
        return [{ kind: 'stage', stage: qualityStage({ hash: keyedHash(secret), clock: Date.now }) }];
      },
    },
  ],
})
export class AppModule {}
