import {
  CONFIG,
  type Consumer,
  CONSUMERS,
  LOG,
  type Logger,
  type Telemetry,
  TELEMETRY,
} from '@leadline/service-kit';
import { contractsOf, loadRules, loadVocabularies } from '@leadline/reference';
import { Module } from '@nestjs/common';
import { keyedHash } from './adapters/keyed-hash.ts';
import { type Config, LOCAL_SECRET } from './config.ts';
import { SourceWatches } from './source-watches.ts';
import { qualityStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: CONSUMERS,
      inject: [CONFIG, LOG, TELEMETRY],
      useFactory: (config: Config, log: Logger, { metrics }: Telemetry): readonly Consumer[] => {
        const {
          LEADLINE_SECRET: secret,
          LEADLINE_VOCABULARY: folder,
          LEADLINE_CONTRACTS: contracts,
          LEADLINE_RULES: file,
          LEADLINE_QUARANTINE_FROM: bar,
        } = config;
        if (secret === LOCAL_SECRET) log.warn('LEADLINE_SECRET is not set: keys of persons can be guessed');
        const sources = contractsOf(contracts).sources.values();
        const watches = new SourceWatches(sources, log);
        metrics.watchSources(() => watches.views());
        const options = {
          watches,
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
