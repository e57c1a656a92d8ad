/** A service whose event loop hangs for some seconds at SIGUSR2. Says `up <address>`, `hangs` and `free`. */
import { z } from 'zod';
import { Module } from '@nestjs/common';
import { commonSettings, CONSUMERS, port, stageApp } from '../src/index.ts';

const HANG_MS = 5_000;

@Module({ providers: [{ provide: CONSUMERS, useValue: [] }] })
class HangingModule {}

const settings = z.object({ ...commonSettings, LEADLINE_HANGING_PORT: port() });
const service = stageApp({ name: 'hanging', settings, port: 'LEADLINE_HANGING_PORT', module: HangingModule });
const { url } = await service.start(process.env);
process.stdout.write(`up ${url}\n`);
process.on('SIGUSR2', () => {
  process.stdout.write('hangs\n');
  for (const end = Date.now() + HANG_MS; Date.now() < end;);
  process.stdout.write('free\n');
});
