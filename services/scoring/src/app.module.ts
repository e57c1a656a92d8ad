import { CONFIG, type Consumer, CONSUMERS } from '@leadline/service-kit';
import { Module } from '@nestjs/common';
import { OnnxModel } from './adapters/onnx-model.ts';
import type { Config } from './config.ts';
import { scoringStage } from './stage.ts';

/** Composition root: the only place that knows the adapters. */
@Module({
  providers: [
    {
      provide: OnnxModel,
      inject: [CONFIG],
      useFactory: (config: Config) => OnnxModel.load(config.LEADLINE_MODEL),
    },
    {
      provide: CONSUMERS,
      inject: [OnnxModel],
      useFactory: (model: OnnxModel): readonly Consumer[] => [
        { kind: 'stage', stage: scoringStage({ model, clock: Date.now }) },
      ],
    },
  ],
})
export class AppModule {}
