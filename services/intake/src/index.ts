import { LOG, stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';
import { ErrorFilter } from './http/error.filter.ts';

export { readSubmission } from './http/lead-body.ts';

/** Accepts leads and all else that enters Leadline, and answers where a lead stands. */
export const service = stageApp({
  name: 'intake',
  settings,
  port: 'LEADLINE_INTAKE_PORT',
  module: AppModule,
  configure: (app) => app.useGlobalFilters(new ErrorFilter(app.get(LOG))),
});
