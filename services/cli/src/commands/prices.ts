import { LeadlineError } from '@leadline/contracts';
import { parsePrices, type Prices } from '@leadline/domain';
import { Command } from 'commander';
import type { Scope } from '../audit/own-decisions.ts';
import { withCluster } from '../cluster.ts';
import { readText } from '../files/read.ts';
import { writeText } from '../files/write.ts';
import { type OrderOptions, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io, whole } from '../output/command.ts';
import { pricesFrom, pricesInForce, pricesLines, weightAdvice } from '../prices/prices.ts';
import { intakeFor, type IntakeOptions, withIntakeOptions } from './import-options.ts';
import { eachDecision } from './replay.ts';

interface ComputeOptions extends Scope {
  readonly days: number;
  readonly version?: string;
  readonly out?: string;
}

/** `leadline prices compute|release|show`: what the reps' time is worth to the leads that come. */
export function pricesCommand(io: Io): Command {
  return new Command('prices')
    .description("what the reps' time is worth to other leads")
    .addCommand(computeCommand(io))
    .addCommand(releaseCommand(io))
    .addCommand(showCommand(io));
}

function computeCommand(io: Io): Command {
  const usage =
    "prices of the reps' hours by the decisions of the last weeks; exits 1 if nothing was decided";
  return command<ComputeOptions>(io, 'compute', usage, async ({ days, version, out, ...scope }) => {
    const priced = await withCluster(io.env, (cluster) =>
      pricesFrom(eachDecision(cluster), scope, days, version),
    );
    if (priced === null)
      return { code: EXIT.amiss, json: null, lines: ['No decisions to compute prices from.'] };
    if (out !== undefined) await writeText(out, `${JSON.stringify(priced.prices, null, 2)}\n`);
    const { policy, ...json } = priced;
    const written = out === undefined ? [] : [`Written to ${out}`];
    const lines = [`From ${json.leads} leads`, ...pricesLines(json.prices), ...weightAdvice(policy)];
    return { code: EXIT.well, json, lines: [...lines, ...written] };
  })
    .option('--tenant <name>', 'tenant', 'default')
    .option('--workspace <name>', 'workspace', 'default')
    .option('--days <n>', 'look so many days back from the last decision', whole(1), 30)
    .option('--version <name>', 'name of the prices; default: prices-<day of the last decision>')
    .option('--out <file>', 'write the prices there as JSON, for `leadline prices release`');
}

type ReleaseOptions = IntakeOptions & Scope & OrderOptions;

function releaseCommand(io: Io): Command {
  const usage = 'prices of a file hold from here on; every decision names them by hash';
  const release = command<ReleaseOptions>(io, 'release <file>', usage, async (options, [file = '']) => {
    const prices = await read(file);
    const { workspace, by, reason } = options;
    const body = { workspace, prices, by, reason };
    const [answer] = await intakeFor(io, options).post('/v1/prices', [body]);
    if (answer !== undefined && 'code' in answer)
      throw new LeadlineError('LEADLINE_INTAKE_INVALID', answer.message, { where: file });
    return { code: EXIT.well, json: { accepted: true, ...body }, lines: [`Accepted: ${prices.version}`] };
  });
  return withOrderOptions(withIntakeOptions(io, release)).option(
    '--workspace <name>',
    'workspace',
    'default',
  );
}

function showCommand(io: Io): Command {
  const usage = 'the prices by which the last decision was made; exits 1 if there were none';
  return command<Scope>(io, 'show', usage, async (scope) => {
    const prices = await withCluster(io.env, (cluster) => pricesInForce(eachDecision(cluster), scope));
    return prices === null
      ? { code: EXIT.amiss, json: null, lines: ['No prices hold.'] }
      : { code: EXIT.well, json: prices, lines: pricesLines(prices) };
  })
    .option('--tenant <name>', 'tenant', 'default')
    .option('--workspace <name>', 'workspace', 'default');
}

/** Throws LEADLINE_FILE_UNREADABLE, LEADLINE_INTAKE_INVALID. */
async function read(file: string): Promise<Prices> {
  const parsed = parsePrices(await readText(file));
  if (parsed.ok) return parsed.prices;
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', `${parsed.error}.`, { where: file });
}
