/** Registers every schema with the registry at LEADLINE_REGISTRY. A deploy step. */
import { LeadlineError, registerSchemas } from '../src/index.ts';

const registryUrl = process.env['LEADLINE_REGISTRY'];
try {
  if (!registryUrl) throw new LeadlineError('LEADLINE_CONFIG_INVALID', 'LEADLINE_REGISTRY is not set.');
  const ids = await registerSchemas({ registryUrl });
  process.stdout.write(`${ids.size} schemas registered at ${registryUrl}\n`);
} catch (error) {
  if (!(error instanceof LeadlineError)) throw error;
  process.stderr.write(`${error.code}: ${error.message}\n${error.mend}\n`);
  process.exitCode = 1;
}
