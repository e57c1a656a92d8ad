import { parseArgs } from 'node:util';

const USAGE = `npm start -- [--once] [--json FILE] [--manifest FILE] [--seed TEXT] [--leads N] [--secured]

Brings up a stack, starts the services and routes two weeks of leads of a sample company.

  --once           end after the summary; exit 0 only if every check holds
  --json FILE      write the figures as JSON
  --manifest FILE  write what should become of each lead, one JSON object a line
  --seed TEXT      another company (default: sample)
  --leads N        about so many leads (default: 10000)
  --secured        TLS and users at Kafka, registry and Redis, and keys at intake (docs/security.md)
`;

/** What the user asked for. */
export interface Options {
  readonly once: boolean;
  readonly json: string | undefined;
  /** Where the truth manifest goes; undefined: into the folder of the stack, which is gone after the run. */
  readonly manifest: string | undefined;
  readonly seed: string;
  readonly leads: number;
  readonly secured: boolean;
}

/** Reads the arguments; prints the usage and ends the process with 2 if they make no sense, with 0 if help is asked for. */
export function readOptions(args: readonly string[]): Options {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        once: { type: 'boolean', default: false },
        json: { type: 'string' },
        manifest: { type: 'string' },
        seed: { type: 'string', default: 'sample' },
        leads: { type: 'string', default: '10000' },
        secured: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const leads = Number(values.leads);
    if (!Number.isInteger(leads) || leads < 10 || leads > 1_000_000)
      throw new RangeError(`--leads ${values.leads}: a whole number from 10 to 1000000 is needed.`);
    const { once, json, manifest, seed, secured } = values;
    return { once, json, manifest, seed, leads, secured };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

function end(code: number, text: string): never {
  (code === 0 ? process.stdout : process.stderr).write(text);
  process.exit(code);
}
