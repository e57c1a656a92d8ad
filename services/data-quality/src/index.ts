import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

export { qualityStage } from './stage.ts';

export const service = stageApp({
  name: 'data-quality',
  settings,
  port: 'LEADLINE_DATA_QUALITY_PORT',
  module: AppModule,
});
