import { LeadlineError } from '@leadline/contracts';
import { DAY, dayOf, learnContract } from '@leadline/domain';
import { type Contracts, contractsOf, contractText, NO_CONTRACTS } from '@leadline/reference';
import { Command, Option } from 'commander';
import { withCluster } from '../cluster.ts';
import { inPeriod, periodOf } from '../export/period.ts';
import { writeText } from '../files/write.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import type { QualityFacts } from '../quality/facts.ts';
import { keepDays } from '../quality/keep.ts';
import { keyOfDay } from '../quality/kept.ts';
import { qualityOf } from '../quality/read.ts';
import { isBroken, qualityReport, type QualityReport } from '../quality/report.ts';
import { daysOf, wholeDaysOf } from '../quality/days.ts';
import { qualityLines, qualityPage } from '../quality/view/page.ts';
import { many } from '../report/view/format.ts';

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly tenant?: string;
  readonly source?: string;
  readonly contracts?: string;
  readonly format: 'text' | 'json' | 'html';
  readonly out?: string;
}

interface LearnOptions {
  readonly from: string;
  readonly to: string;
  readonly tenant: string;
  readonly source: string;
  readonly out: string;
}

/** `leadline quality …`. */
export function qualityCommand(io: Io): Command {
  return new Command('quality')
    .description('what sources promise, and whether they keep it')
    .addCommand(reportCommand(io))
    .addCommand(learnCommand(io))
    .addCommand(keepCommand(io));
}

const REPORT = 'quality of leads by source and day, alarms on broken contracts, and faulty outcomes and reps';

function reportCommand(io: Io): Command {
  return command<ReportOptions>(io, 'report', REPORT, async (options) => {
    const { tenant = null, source = null } = options;
    const selection = { period: periodOf(options), tenant, source };
    const contracts = contractsOf(options.contracts ?? io.env['LEADLINE_CONTRACTS']);
    const asOf = Date.now();
    const report = qualityReport(await factsOf(io, contracts), contracts, selection, asOf);
    const code = report.alarms.some(isBroken) ? EXIT.amiss : EXIT.well;
    return { code, json: report, lines: await shown(report, options) };
  })
    .option(
      '--from <instant>',
      'ISO instant: data that came about from there on, by the clock of its workspace',
    )
    .option('--to <instant>', 'ISO instant: data that came about before it')
    .option('--tenant <name>', 'data of that tenant only')
    .option('--source <name>', 'leads of that source only')
    .option('--contracts <folder>', 'contract files; default: LEADLINE_CONTRACTS')
    .addOption(
      new Option('--format <format>', 'how to show it').choices(['text', 'json', 'html']).default('text'),
    )
    .option('--out <file>', 'write it there instead of to standard output');
}

async function shown(report: QualityReport, { format, out }: ReportOptions): Promise<readonly string[]> {
  const lines =
    format === 'html'
      ? [qualityPage(report)]
      : format === 'json'
        ? [JSON.stringify(report, null, 2)]
        : qualityLines(report);
  if (out === undefined) return lines;
  await writeText(out, lines.map((line) => `${line}\n`).join(''));
  const open = report.alarms.filter(isBroken).length;
  return [`${out}: ${report.leads} leads, ${open} alarms now`];
}

const LEARN = 'write the contract that past traffic of a source keeps';

function learnCommand(io: Io): Command {
  return command<LearnOptions>(io, 'learn', LEARN, async (options) => {
    const period = periodOf(options);
    return learn(await factsOf(io, NO_CONTRACTS), period, options);
  })
    .requiredOption('--source <name>', 'source, as the report names it')
    .requiredOption('--from <instant>', 'ISO instant: whole days from there on')
    .requiredOption('--to <instant>', 'ISO instant: whole days before it')
    .requiredOption('--out <file>', 'file to write')
    .option('--tenant <name>', 'tenant of the source', 'default');
}

/** Fewer leads promise next to nothing. */
const LEAST = 200;

async function learn(
  { leads: all, kept }: QualityFacts,
  { from, to }: { readonly from: number; readonly to: number },
  { tenant, source, out }: LearnOptions,
): Promise<Result> {
  const period = { from: dayOf(from + DAY - 1), to: dayOf(to) };
  const known = daysOf(all, kept).filter((one) => one.tenant === tenant);
  const days = known.filter((one) => one.source === source && inPeriod(period, one.day));
  const leads = days.reduce((sum, { profile }) => sum + profile.leads, 0);
  if (leads === 0) {
    const names = [...new Set(known.map((one) => one.source))].toSorted();
    throw new LeadlineError(
      'LEADLINE_CONFIG_INVALID',
      `No lead of ${source} came about on a whole day of this period. Sources of tenant ${tenant}: ${names.join(', ') || 'none'}.`,
      { where: '--source' },
    );
  }
  const contract = learnContract({ tenant, source }, wholeDaysOf(days, period), period);
  await writeText(out, contractText(contract));
  const few = leads < LEAST ? [`Only ${leads} leads: its limits are wide. Learn again from ${LEAST} or more.`] : []; // prettier-ignore
  return {
    code: EXIT.well,
    json: contract,
    lines: [`${out}: contract of ${source}, learned from ${leads} leads`, ...few],
  };
}

const KEEP = 'keep what the leads of each source were like, by day, for reports on days whose leads are gone';

function keepCommand(io: Io): Command {
  return command<{ readonly contracts?: string }>(io, 'keep', KEEP, (options) => {
    const contracts = contractsOf(options.contracts ?? io.env['LEADLINE_CONTRACTS']);
    return withCluster(io.env, async (cluster): Promise<Result> => {
      const facts = await qualityOf(cluster, contracts, io.env['LEADLINE_VOCABULARY'] ?? null);
      const days = await keepDays(cluster, facts);
      const lines = days.map((day) => `${keyOfDay(day)}: ${many(day.profile.leads, 'lead')}`);
      return {
        code: EXIT.well,
        json: days.map(keyOfDay),
        lines: [...lines, `${many(days.length, 'day')} kept`],
      };
    });
  }).option('--contracts <folder>', 'contract files, by which values are valid; default: LEADLINE_CONTRACTS');
}

const factsOf = (io: Io, contracts: Contracts): Promise<QualityFacts> =>
  withCluster(io.env, (cluster) => qualityOf(cluster, contracts, io.env['LEADLINE_VOCABULARY'] ?? null));
