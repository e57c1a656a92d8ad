import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

/** Writes the first e-mail to a lead, and tells its rep. */
export const service = stageApp({
  name: 'outreach',
  settings,
  port: 'LEADLINE_OUTREACH_PORT',
  module: AppModule,
});
