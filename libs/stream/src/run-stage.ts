import type { Codec, RecordName } from '@leadline/contracts';
import type { Running, StreamClient } from './port.ts';
import { StageRunner } from './stage-runner.ts';
import type { Stage } from './stage.ts';

export interface RunStageOptions<In extends RecordName, Facts, Decision, Done> {
  readonly stream: StreamClient;
  readonly codec: Pick<Codec, 'encode' | 'decode'>;
  readonly stage: Stage<In, Facts, Decision, Done>;
  /** Records per batch at most. Default 200. */
  readonly maxBatch?: number;
}

/** Opens a stage and runs it at least once, with a producer of its own. */
export async function runStage<In extends RecordName, Facts, Decision, Done>(
  options: RunStageOptions<In, Facts, Decision, Done>,
): Promise<Running> {
  const { stream, codec, stage, maxBatch } = options;
  await stage.open?.();
  const producer = await stream.producer();
  const runner = new StageRunner(stage, { codec, producer, ...(maxBatch === undefined ? {} : { maxBatch }) });
  const running = await stream.runAtLeastOnce(runner.options()).catch(async (error: unknown) => {
    await producer.close();
    throw error;
  });
  return {
    died: running.died,
    unhealthy: () => running.unhealthy(),
    async stop(deadlineMs) {
      await running.stop(deadlineMs);
      await producer.close();
    },
  };
}
