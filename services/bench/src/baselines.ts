import { type Baseline, baseline } from './baseline.ts';
import type { Options } from './options.ts';
import { middleSpread } from './percentile.ts';
import { middle } from './rounds.ts';
import type { Site } from './site.ts';

/** The middle flood, and of each percentile of the latencies the middle one. */
const figuresOf = (all: readonly Baseline[]): Baseline => ({
  ...middle(all, ({ perSecond }) => perSecond),
  paced: (all[0]?.paced ?? []).map(({ perSecond }, index) => ({
    perSecond,
    latency: middleSpread(all.map(({ paced }) => paced[index]?.latency ?? null)),
  })),
});

/** Raw kafkajs and Nest, measured now and again between the pipeline's runs, so that both meet the machine's moods. */
export function baselinesOf(
  { client, stack }: Site,
  bytes: number,
  options: Options,
  say: (step: string) => void,
) {
  const { rates, rateRounds, seconds, rawRecords, nestRecords } = options;
  const plan = { client, kafka: stack.addresses.kafka, ground: stack, bytes, rates, rateRounds, seconds };
  const runs = { raw: [] as Baseline[], nest: [] as Baseline[] };
  return {
    async measure(): Promise<void> {
      const round = runs.raw.length;
      say('Baselines: raw kafkajs batches');
      runs.raw.push(await baseline({ ...plan, kind: 'raw', round, flood: rawRecords }));
      say("Baselines: Nest's own Kafka transport");
      // Its latencies are compared with nothing: once is enough.
      const nest = { ...plan, kind: 'nest', round, flood: nestRecords } as const;
      runs.nest.push(await baseline(round === 0 ? nest : { ...nest, rateRounds: 0 }));
    },
    figures: () => ({ raw: figuresOf(runs.raw), nest: figuresOf(runs.nest) }),
  };
}
