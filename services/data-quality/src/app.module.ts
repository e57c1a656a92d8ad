import { CONFIG, type Consumer, CONSUMERS, LOG, type Logger } from '@leadline/service-kit';
import { loadRules, loadVocabularies } from '@leadline/reference';
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
      useFactory: (config: Config, log: Logger): readonly Consumer[] => {
        const { LEADLINE_SECRET: secret, LEADLINE_VOCABULARY: folder } = config;
        const { LEADLINE_RULES: file, LEADLINE_QUARANTINE_FROM: bar } = config;
        if (secret === LOCAL_SECRET) log.warn('LEADLINE_SECRET is not set: keys of persons can be guessed');
        const options = {
          hash: keyedHash(secret),
          vocabularies: loadVocabularies(folder ?? null),
          rules: { findings: loadRules(file ?? null), bar },
          clock: Date.now,
        };
        return [{ kind: 'stage', stage: qualityStage(options) }];
      },
    },
  ],
})
export class AppModule {}
