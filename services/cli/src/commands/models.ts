import { EVERYBODY } from '@leadline/models';
import { Command, Option } from 'commander';
import { withCluster } from '../cluster.ts';
import { writeText } from '../files/write.ts';
import { adoptCommand } from './models-adopt.ts';
import { listLines, listOf } from '../models/list.ts';
import { withModel } from '../models/named.ts';
import { storeOf } from '../models/places.ts';
import { type Order, release, type Released, rollback } from '../models/release.ts';
import { readReleases, releasesIfKnown } from '../models/releases.ts';
import { cardLines, cardPage } from '../models/view/page.ts';
import { viewOf } from '../models/view/view.ts';
import { type OrderOptions, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';

interface ReleaseOptions extends OrderOptions {
  readonly tenant: string;
  readonly force?: boolean;
  readonly uncompared?: boolean;
}

interface ShowOptions {
  readonly format: 'text' | 'json' | 'html';
  readonly out?: string;
}

/** `leadline models ls|show|release|rollback|adopt`. */
export function modelsCommand(io: Io): Command {
  return new Command('models')
    .description('models, and which of them is in charge')
    .addCommand(listCommand(io))
    .addCommand(showCommand(io))
    .addCommand(releaseCommand(io))
    .addCommand(rollbackCommand(io))
    .addCommand(adoptCommand(io));
}

function listCommand(io: Io): Command {
  return command(
    io,
    'ls',
    'models that may be released, which are in charge, and every release so far',
    async () => {
      const list = listOf(await storeOf(io).list(), await withCluster(io.env, readReleases));
      const isWell = list.models.every(({ trouble }) => trouble === null);
      return { code: isWell ? EXIT.well : EXIT.amiss, json: list, lines: listLines(list) };
    },
  );
}

function showCommand(io: Io): Command {
  const usage =
    'the card of a model: what it claims, how it was judged, what it does not know; of a version or a folder';
  return command<ShowOptions>(io, 'show <model>', usage, async ({ format, out }, [name = '']) =>
    withModel(storeOf(io), name, async ({ scorer: { card } }) => {
      const view = viewOf(card, await releasesIfKnown(io));
      const text =
        format === 'html' ? cardPage(view) : format === 'json' ? JSON.stringify(card, null, 2) : null;
      const lines = text === null ? cardLines(view) : [text];
      if (out === undefined) return { code: EXIT.well, json: card, lines };
      await writeText(out, lines.map((line) => `${line}\n`).join(''));
      return { code: EXIT.well, json: card, lines: [`${out}: the card of ${card.version.slice(0, 12)}`] };
    }),
  )
    .addOption(
      new Option('--format <format>', 'how to show it').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--out <file>', 'write it there instead of to standard output');
}

function releaseCommand(io: Io): Command {
  const usage =
    'put a model in charge, by version or folder: every scoring instance follows, without a restart';
  const built = command<ReleaseOptions>(io, 'release <model>', usage, async (options, [name = '']) => {
    const { force = false, uncompared = false } = options;
    const store = storeOf(io);
    const done = await withModel(store, name, (model) =>
      withCluster(io.env, (cluster) =>
        release(cluster, store, model, orderOf(options), { force, uncompared }),
      ),
    );
    return resultOf(done, options.tenant);
  });
  return withReleaseOptions(built)
    .option('--uncompared', 'also if nothing shows whether it is better or worse than the model in charge')
    .option('--force', 'also against its card, or although it did worse; the release says so');
}

function rollbackCommand(io: Io): Command {
  const usage = 'go back to the model that was in charge before the last release';
  return withReleaseOptions(
    command<ReleaseOptions>(io, 'rollback', usage, async (options) => {
      const done = await withCluster(io.env, (cluster) => rollback(cluster, storeOf(io), orderOf(options)));
      return resultOf(done, options.tenant);
    }),
  );
}

function withReleaseOptions(built: Command): Command {
  return withOrderOptions(built).option(
    '--tenant <name>',
    'for the leads of that tenant only; default: all without a release of their own',
    EVERYBODY,
  );
}

const orderOf = ({ tenant, by, reason }: ReleaseOptions): Order => ({ tenant, by, reason, at: Date.now() });

function resultOf({ event, version }: Released, tenant: string): Result {
  const whose = tenant === EVERYBODY ? 'all tenants without a release of their own' : `tenant ${tenant}`;
  const what = version === null ? 'what was in charge before the first release' : version.slice(0, 12);
  const lines =
    event === null
      ? [`${what} is in charge of ${whose} already.`]
      : [`From now on ${what} scores the leads of ${whose}.`, ...(event.comparison === null ? [] : [event.comparison])]; // prettier-ignore
  return { code: EXIT.well, json: { version, event }, lines };
}
