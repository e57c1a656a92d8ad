import { LeadlineError, TOPICS, type TopicName } from '@leadline/contracts';
import { type Command, Option } from 'commander';
import { type Cluster, withCluster } from '../cluster.ts';
import { columnsOf, type Exported, rowOf, type Row } from '../export/columns.ts';
import { type Format, FORMATS, writeRows } from '../export/write.ts';
import { command, EXIT, type Io } from '../output/command.ts';
import { inPeriod, type Period, periodOf } from '../export/period.ts';

interface ExportOptions {
  readonly format: Format;
  readonly out: string;
  readonly from?: string;
  readonly to?: string;
  readonly withPersonalData?: boolean;
}

const USAGE = 'write the committed records of a topic to a file that analysts open; personal data masked';

/** `leadline export <topic>`. */
export function exportCommand(io: Io): Command {
  return command<ExportOptions>(io, 'export <topic>', USAGE, async (options, [name = '']) => {
    const topic = topicOf(name);
    const period = periodOf(options);
    const personal = options.withPersonalData === true;
    const count = { records: 0 };
    await withCluster(io.env, async (cluster) => {
      const rows = rowsOf(cluster, topic, period, personal, count);
      await writeRows(options.format, options.out, columnsOf(topic), rows);
    });
    const result = { topic, ...options, ...count, personalData: personal ? 'clear' : 'masked' };
    const line = `${count.records} records of ${topic} in ${options.out}, personal data ${result.personalData}`;
    return { code: EXIT.well, json: result, lines: [line] };
  })
    .addOption(new Option('--format <format>', 'what the file is').choices(FORMATS).default('ndjson'))
    .requiredOption('--out <file>', 'the file; it appears when it is whole')
    .option('--from <instant>', "ISO instant: records from there on, by the record's time at the broker")
    .option('--to <instant>', 'ISO instant: records before it')
    .option('--with-personal-data', 'do not mask the fields that are marked as personal data');
}

/** Throws LEADLINE_CONFIG_INVALID. */
function topicOf(name: string): TopicName {
  if (Object.hasOwn(TOPICS, name)) return name as TopicName;
  const names = Object.keys(TOPICS).join(', ');
  throw new LeadlineError('LEADLINE_CONFIG_INVALID', `There is no topic ${name}. There are: ${names}.`, {
    where: 'topic',
  });
}

async function* rowsOf(
  cluster: Cluster,
  topic: TopicName,
  period: Period,
  personal: boolean,
  count: { records: number },
): AsyncGenerator<Row> {
  const columns = columnsOf(topic);
  for await (const found of cluster.read(topic) as AsyncIterable<Exported>) {
    if (!inPeriod(period, found.timestamp)) continue;
    count.records += 1;
    yield rowOf(columns, found, personal);
  }
}
