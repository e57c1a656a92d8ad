import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

export const service = stageApp({
  name: 'enrichment',
  settings,
  port: 'LEADLINE_ENRICHMENT_PORT',
  module: AppModule,
});
