import { stageApp } from '@leadline/service-kit';
import { AppModule } from './app.module.ts';
import { settings } from './config.ts';

export { stateEmit } from './outputs.ts';

export const service = stageApp({
  name: 'assignment',
  settings,
  port: 'LEADLINE_ASSIGNMENT_PORT',
  module: AppModule,
});
