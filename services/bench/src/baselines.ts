import { type Baseline, baseline } from './baseline.ts';
import type { Options } from './options.ts';
import { middle } from './rounds.ts';
import type { Site } from './site.ts';

/** The middle flood, and the latencies of whichever round has them. */
const figuresOf = (all: readonly Baseline[]): Baseline => ({
  ...middle(all, ({ perSecond }) => perSecond),
  paced: all.flatMap(({ paced: latencies }) => latencies),
});

/** Raw kafkajs and Nest, measured now and again between the pipeline's runs, so that both meet the machine's moods. */
export function baselinesOf(
  { client, stack }: Site,
  bytes: number,
  options: Options,
  say: (step: string) => void,
) {
  const { rounds, seconds, rawRecords, nestRecords } = options;
  const plan = { client, kafka: stack.addresses.kafka, ground: stack, bytes, seconds };
  const runs = { raw: [] as Baseline[], nest: [] as Baseline[] };
  return {
    async measure({ rates }: { readonly rates: readonly number[] }): Promise<void> {
      // With one round only, that one must have the latencies.
      if (rounds === 1 && rates.length === 0) return;
      const round = runs.raw.length;
      say('Baselines: raw kafkajs batches');
      runs.raw.push(await baseline({ ...plan, kind: 'raw', round, rates, flood: rawRecords }));
      say("Baselines: Nest's own Kafka transport");
      runs.nest.push(await baseline({ ...plan, kind: 'nest', round, rates, flood: nestRecords }));
    },
    figures: () => ({ raw: figuresOf(runs.raw), nest: figuresOf(runs.nest) }),
  };
}
