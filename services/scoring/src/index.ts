import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

export const service = stageApp({
  name: 'scoring',
  settings,
  port: 'LEADLINE_SCORING_PORT',
  module: AppModule,
});
