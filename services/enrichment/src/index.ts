import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

export { AccountIndex } from './account-index.ts';
export { enrichmentStage } from './stage.ts';

export const service = stageApp({
  name: 'enrichment',
  settings,
  port: 'LEADLINE_ENRICHMENT_PORT',
  module: AppModule,
});
