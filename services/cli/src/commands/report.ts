import type { Command } from 'commander';
import { withCluster } from '../cluster.ts';
import { periodOf } from '../export/period.ts';
import { writeText } from '../files/write.ts';
import { command, EXIT, type Io } from '../output/command.ts';
import { leadsOf, repNamesOf } from '../report/read.ts';
import { type Report, reportOf } from '../report/report.ts';
import { pageOf } from '../report/view/page.ts';
import { reportLines } from '../report/view/text.ts';

interface ReportOptions {
  readonly from?: string;
  readonly to?: string;
  readonly tenant?: string;
  readonly workspace?: string;
  readonly html?: string;
  readonly repNames?: boolean;
}

const USAGE =
  'figures for revenue operations: speed to lead, waiting, quarantine, share and value per rep, conversion';

/** `leadline report`. */
export function reportCommand(io: Io): Command {
  return command<ReportOptions>(io, 'report', USAGE, async (options) => {
    const report = await read(io, options);
    if (options.html !== undefined) await writeText(options.html, pageOf(report));
    const written = options.html === undefined ? [] : ['', `The same with charts: ${options.html}`];
    return { code: EXIT.well, json: report, lines: [...reportLines(report), ...written] };
  })
    .option(
      '--from <instant>',
      'ISO instant: leads that came about from there on, by the clock of their workspace',
    )
    .option('--to <instant>', 'ISO instant: leads that came about before it')
    .option('--tenant <name>', 'leads of that tenant only')
    .option('--workspace <name>', 'leads of that workspace only')
    .option('--html <file>', 'also write it as one HTML file with charts')
    .option('--rep-names', 'name the reps; without it they appear by rep id');
}

async function read(io: Io, options: ReportOptions): Promise<Report> {
  const { tenant = null, workspace = null } = options;
  const selection = { period: periodOf(options), tenant, workspace };
  return withCluster(io.env, async (cluster) => {
    const asOf = Date.now();
    const leads = await leadsOf(cluster);
    const names = options.repNames === true ? await repNamesOf(cluster) : new Map<string, string>();
    return reportOf(leads, selection, asOf, names);
  });
}
