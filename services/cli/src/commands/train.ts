import type { Command } from 'commander';
import { saveModel } from '@leadline/models';
import { contractsOf } from '@leadline/reference';
import { withCluster } from '../cluster.ts';
import { instant } from '../export/period.ts';
import { command, EXIT, type Io } from '../output/command.ts';
import { knownDeals } from '../training/read.ts';
import { trainOn } from '../training/train.ts';
import { trainingLines } from '../training/view.ts';

interface TrainOptions {
  readonly out: string;
  readonly tenant?: string;
  readonly asOf?: string;
  readonly contracts?: string;
}

const USAGE =
  'learn from deals and their outcomes which rep wins what; exits 1, without a model, if there is nothing to learn';

/** `leadline train --out FOLDER`. */
export function trainCommand(io: Io): Command {
  return command<TrainOptions>(io, 'train', USAGE, async ({ out, tenant, asOf, contracts }) => {
    const { outcomes } = contractsOf(contracts ?? io.env['LEADLINE_CONTRACTS']);
    const at = asOf === undefined ? Date.now() : instant('--as-of', asOf);
    const deals = await withCluster(io.env, knownDeals);
    const own = deals.filter((deal) => tenant === undefined || deal.tenant === tenant);
    const training = trainOn(own, at, outcomes);
    const { allowed } = training.model.card.release;
    if (allowed) await saveModel(out, training.model);
    const { model, set, ...rest } = training;
    const { examples, ...counts } = set;
    const json = { ...rest, ...counts, examples: examples.length, card: model.card };
    return {
      code: allowed ? EXIT.well : EXIT.amiss,
      json,
      lines: [
        ...trainingLines(training),
        ...(allowed ? [`Written to ${out}; \`leadline models release ${out} --by … --reason …\` puts it in charge`] : []),
      ],
    };
  })
    .requiredOption('--out <folder>', 'where model.onnx and model.json go')
    .option('--tenant <name>', 'learn from deals of that tenant only')
    .option('--as-of <instant>', 'ISO instant: what was known then, by the clocks of the workspaces; default: now')
    .option('--contracts <folder>', 'contract files; that of outcomes says what is not learned from; default: LEADLINE_CONTRACTS'); // prettier-ignore
}
