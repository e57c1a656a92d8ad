import {
  type Codec,
  deadLetterTopic,
  LeadlineError,
  redact,
  type StageName,
  STAGES,
} from '@leadline/contracts';
import type { StreamClient, StreamRecord } from '@leadline/stream';
import { Command } from 'commander';
import { chosen, type DeadLetter, markOf, openLetters, redriveOf } from '../audit/dead-letters.ts';
import { withCluster } from '../cluster.ts';
import { type OrderOptions, putOnRecord, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io } from '../output/command.ts';
import { table, timeOf } from '../output/table.ts';

interface Selection {
  readonly id?: string;
}
type Redrive = Selection & OrderOptions;

/** `leadline dlq ls|show|redrive`: records that a stage could not process. */
export function dlqCommand(io: Io): Command {
  const idOption = ['--id <partition/offset>', 'only this one, as `show` names it'] as const;
  return new Command('dlq')
    .description('dead letters')
    .addCommand(command(io, 'ls', 'count the dead letters of each stage', () => list(io)))
    .addCommand(
      command<Selection>(
        io,
        'show <stage>',
        'show the dead letters of a stage, personal data masked',
        (selection, [stage = '']) => show(io, stageOf(stage), selection),
      ).option(...idOption),
    )
    .addCommand(
      withOrderOptions(
        command<Redrive>(
          io,
          'redrive <stage>',
          'send the dead letters of a stage again, each once',
          (options, [stage = '']) => redrive(io, stageOf(stage), options),
        ).option(...idOption),
      ),
    );
}

function stageOf(name: string): StageName {
  const stage = STAGES.find((one) => one === name);
  if (stage) return stage;
  throw new LeadlineError('LEADLINE_STAGE_UNKNOWN', `${name} is no stage. Stages are ${STAGES.join(', ')}.`, {
    where: name,
  });
}

async function list(io: Io) {
  const rows = await withCluster(io.env, ({ client }) =>
    Promise.all(STAGES.map(async (stage) => ({ stage, letters: await lettersOf(client, stage) }))),
  );
  const counts = rows.map(({ stage, letters }) => ({
    stage,
    letters: letters.length,
    oldest: letters[0]?.at ?? null,
  }));
  const lines = table(
    ['stage', 'dead letters', 'oldest'],
    counts.map(({ stage, letters, oldest }) => [stage, letters, oldest === null ? '' : timeOf(oldest)]),
  );
  return { code: EXIT.well, json: counts, lines };
}

async function show(io: Io, stage: StageName, selection: Selection) {
  const shown = await withCluster(io.env, async ({ client, codec }) => {
    const letters = await lettersOf(client, stage, selection);
    return Promise.all(
      letters.map(async ({ record, ...letter }) => ({
        ...letter,
        key: record.key,
        body: await bodyOf(codec, record),
      })),
    );
  });
  const lines = shown.flatMap((letter) => [
    `${letter.id}  ${timeOf(letter.at)}  ${letter.code}  ${letter.attempts} attempts`,
    `  was ${letter.topic} ${letter.partition}/${letter.offset}, key ${letter.key ?? 'none'}`,
    `  ${letter.message}`,
    `  ${typeof letter.body === 'string' ? letter.body : JSON.stringify(letter.body)}`,
  ]);
  return { code: EXIT.well, json: shown, lines: lines.length > 0 ? lines : [`${stage} has no dead letters`] };
}

async function redrive(io: Io, stage: StageName, options: Redrive) {
  const sent = await withCluster(io.env, async (cluster) => {
    const { client } = cluster;
    const letters = await lettersOf(client, stage, options);
    if (letters.length > 0)
      await putOnRecord(cluster, 'dlq redrive', [stage, options.id].join(' ').trim(), options, Date.now());
    const producer = await client.producer();
    for (const letter of letters) {
      // The mark comes second: a crash in between sends a record twice, which the stages bear; never not at all.
      await producer.send([redriveOf(letter, await client.partitions(letter.topic), Date.now())]);
      await producer.send([markOf(letter)]);
    }
    await producer.close();
    return letters.map(({ id, topic }) => ({ id, topic }));
  });
  return {
    code: EXIT.well,
    json: sent,
    lines: [`${sent.length} records sent again`, ...sent.map(({ id, topic }) => `  ${id} to ${topic}`)],
  };
}

/** Open dead letters of a stage, oldest first. */
export async function lettersOf(
  client: StreamClient,
  stage: StageName,
  { id }: Selection = {},
): Promise<readonly DeadLetter[]> {
  const records: StreamRecord[] = [];
  for await (const batch of client.read({ topic: deadLetterTopic(stage) })) records.push(...batch);
  return chosen(openLetters(records), id);
}

/** Masked value; of what cannot be decoded only its size and head: nobody can say what is personal in it. */
async function bodyOf(codec: Codec, { value }: StreamRecord): Promise<unknown> {
  if (value === null) return 'a tombstone';
  try {
    const decoded = await codec.decode(value);
    return { [decoded.record]: redact(decoded.record, decoded.value) };
  } catch {
    return `${value.length} bytes that cannot be decoded, from ${value.subarray(0, 5).toString('hex')}`;
  }
}
