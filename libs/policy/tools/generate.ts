/** Writes schemas/policy.schema.json, by which editors complete and check policy files; with `--check` says whether it is stale. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { z } from 'zod';
import { policyFile } from '../src/schema.ts';

const path = join(import.meta.dirname, '../../../schemas/policy.schema.json');
const schema = z.toJSONSchema(policyFile, { io: 'input', target: 'draft-7' });
const text = await format(JSON.stringify(schema), { ...(await resolveConfig(path)), filepath: path });
if (!process.argv.includes('--check')) writeFileSync(path, text);
else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  process.stderr.write(
    'schemas/policy.schema.json is stale: run `npm run generate` and commit the result.\n',
  );
  process.exitCode = 1;
}
