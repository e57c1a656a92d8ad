import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { Health, HealthController } from './health.ts';
import { MetricsController } from './metrics.controller.ts';
import { CODEC, CONFIG, LOG, STREAM, TELEMETRY } from './tokens.ts';

/** What every module of a service may inject. */
export interface KitProviders {
  readonly config: unknown;
  readonly log: unknown;
  readonly stream: unknown;
  readonly codec: unknown;
  readonly health: Health;
  readonly telemetry: unknown;
}

/** Makes the kit's tokens known to the service's module and serves health and metrics. */
@Global()
@Module({})
export class KitModule {
  static around(module: Type, kit: KitProviders): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: kit.config },
      { provide: LOG, useValue: kit.log },
      { provide: STREAM, useValue: kit.stream },
      { provide: CODEC, useValue: kit.codec },
      { provide: Health, useValue: kit.health },
      { provide: TELEMETRY, useValue: kit.telemetry },
    ];
    return {
      module: KitModule,
      imports: [module],
      controllers: [HealthController, MetricsController],
      providers,
      exports: providers,
    };
  }
}
