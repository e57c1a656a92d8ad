import {
  type KeyGrant,
  keyIdOf,
  keyLine,
  LeadlineError,
  newApiKey,
  parseApiKeys,
  type Role,
  ROLES,
  type Scope,
  SCOPES,
} from '@leadline/contracts';
import { Command, Option } from 'commander';
import { type OrderOptions, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import { secretIn } from '../secret.ts';

interface GrantOptions extends OrderOptions {
  readonly tenant: string;
  readonly role: readonly Role[];
  readonly scope: readonly Scope[];
  readonly expires?: string;
}

const CREATE = 'make an API key of intake: prints it once, and the line that makes intake know it';
const HASH = 'the line that makes intake know a key which there is already: that of LEADLINE_API_KEY';

/** `leadline keys create|hash`. Nothing is sent or kept: the line goes where LEADLINE_API_KEYS_FILE points. */
export function keysCommand(io: Io): Command {
  const create = command<GrantOptions>(io, 'create', CREATE, async (options) => {
    const key = newApiKey();
    const { line, remark, json } = lineFor(io, key, options);
    const lines = [
      `key (shown this once)  ${key}`,
      `lines for intake       ${remark}`,
      `                       ${line}`,
    ];
    return { code: EXIT.well, json: { key, ...json }, lines };
  });
  const hash = command<GrantOptions>(io, 'hash', HASH, async (options): Promise<Result> => {
    const key = secretIn(io.env, 'LEADLINE_API_KEY');
    if (key === null) throw missing('LEADLINE_API_KEY', 'the key');
    const { line, remark, json } = lineFor(io, key, options);
    return { code: EXIT.well, json, lines: [remark, line] };
  });
  return new Command('keys')
    .description('API keys of intake (docs/security.md)')
    .addCommand(withGrant(create))
    .addCommand(withGrant(hash));
}

const some = (flags: string, meaning: string, known: readonly string[]): Option =>
  new Option(flags, `${meaning}: ${known.join(', ')}`).choices(known).default([], 'none');

function withGrant(built: Command): Command {
  return withOrderOptions(built)
    .requiredOption('--tenant <name>', 'tenant of the key; * for any, which the sender then names')
    .addOption(some('--role <role...>', 'who holds it', Object.keys(ROLES)))
    .addOption(some('--scope <scope...>', 'what it is good for beside that', SCOPES))
    .option('--expires <day>', 'day (YYYY-MM-DD, UTC) from which on it is no longer good');
}

function lineFor(io: Io, key: string, { tenant, role, scope, expires, ...author }: GrantOptions) {
  const pepper = secretIn(io.env, 'LEADLINE_API_PEPPER');
  if (pepper === null) throw missing('LEADLINE_API_PEPPER', 'the pepper of intake');
  const grant: KeyGrant = {
    tenant: tenant === '*' ? null : tenant,
    roles: role,
    scopes: scope,
    expires: expires ?? null,
  };
  const line = keyLine(key, pepper, grant);
  // What intake would refuse, nobody should put there.
  parseApiKeys(line);
  const remark = remarkOf(author);
  return { line, remark, json: { id: keyIdOf(key), line, remark } };
}

/** Who has made the line, when and why, to stand above it: intake passes it over, whoever looks into the file does not. */
function remarkOf({ by, reason }: OrderOptions): string {
  const day = new Date().toISOString().slice(0, 10);
  return `# ${day}, by ${by}: ${reason}`.replaceAll(/[\n\r;]/g, ' ');
}

const missing = (name: string, what: string): LeadlineError =>
  new LeadlineError('LEADLINE_CONFIG_INVALID', `${name} is not set: give ${what}, or ${name}_FILE.`, {
    where: name,
  });
