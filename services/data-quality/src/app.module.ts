import { type Codec, keyedHash } from '@leadline/contracts';
import {
  CODEC,
  CONFIG,
  type Consumer,
  CONSUMERS,
  LOCAL_SECRET,
  LOG,
  type Logger,
  STREAM,
  type Telemetry,
  TELEMETRY,
} from '@leadline/service-kit';
import { contractsOf, loadRules, loadVocabularies } from '@leadline/reference';
import type { StreamClient } from '@leadline/stream';
import { Module } from '@nestjs/common';
import { engagementFollower } from './adapters/engagement-follower.ts';
import type { Config } from './config.ts';
import { SourceWatches } from './source-watches.ts';
import { qualityStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: CONSUMERS,
      inject: [CONFIG, LOG, TELEMETRY, STREAM, CODEC],
      useFactory: (
        config: Config,
        log: Logger,
        { metrics }: Telemetry,
        stream: StreamClient,
        codec: Codec,
      ): readonly Consumer[] => {
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
          engagements: engagementFollower({ stream, codec, log }),
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
