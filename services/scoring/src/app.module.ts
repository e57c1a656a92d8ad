import type { Codec } from '@leadline/contracts';
import {
  CODEC,
  CONFIG,
  type Consumer,
  CONSUMERS,
  Health,
  LOG,
  type Logger,
  STREAM,
  type Telemetry,
  TELEMETRY,
} from '@leadline/service-kit';
import type { StreamClient } from '@leadline/stream';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { startModel, storeOf } from './adapters/models-of.ts';
import { followReleases } from './adapters/release-follower.ts';
import type { Config } from './config.ts';
import { ReleasedModels } from './released-models.ts';
import { scoringStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: ReleasedModels,
      inject: [CONFIG, LOG, Health, TELEMETRY],
      useFactory: async (config: Config, log: Logger, health: Health, { metrics }: Telemetry) => {
        const start = await startModel(config.LEADLINE_MODEL);
        const models = new ReleasedModels({ start, open: storeOf(config.LEADLINE_MODELS), log });
        health.watch('model', () => models.trouble());
        metrics.watchReleases(() => models.view());
        return models;
      },
    },
    {
      provide: CONSUMERS,
      inject: [ReleasedModels, STREAM, CODEC, LOG],
      useFactory: (
        released: ReleasedModels,
        stream: StreamClient,
        codec: Codec,
        log: Logger,
      ): readonly Consumer[] => {
        const models = followReleases({ stream, codec, log }, released);
        // Not only from the first lead on; if it fails now, that lead tries again.
        models.ready().catch((error: unknown) => log.warn({ err: error }, 'releases are not known yet'));
        return [{ kind: 'stage', stage: scoringStage({ models, clock: Date.now }) }];
      },
    },
  ],
})
export class AppModule implements OnApplicationShutdown {
  readonly #models: ReleasedModels;

  constructor(@Inject(ReleasedModels) models: ReleasedModels) {
    this.#models = models;
  }

  /** After the consumers have drained. */
  async onApplicationShutdown(): Promise<void> {
    await this.#models.close();
  }
}
