import { type Baseline, baseline, middleHops } from './baseline.ts';
import type { Options } from './options.ts';
import { middle } from './rounds.ts';
import type { Site } from './site.ts';

/** The middle flood, and of each percentile of the latencies the middle one. */
const figuresOf = (all: readonly Baseline[]): Baseline => ({
  ...middle(all, ({ perSecond }) => perSecond),
  paced: (all[0]?.paced ?? []).map(({ perSecond }, index) =>
    middleHops(
      perSecond,
      all.map(({ paced }) => paced[index]!),
    ),
  ),
});

/** Both baselines, one after the other. */
export interface BaselineRound {
  readonly raw: Baseline;
  readonly nest: Baseline;
}

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
    async measure(): Promise<BaselineRound> {
      const round = runs.raw.length;
      say('Baselines: raw kafkajs batches');
      const raw = await baseline({ ...plan, kind: 'raw', round, flood: rawRecords });
      say("Baselines: Nest's own Kafka transport");
      // Its latencies are compared with nothing: once is enough.
      const plain = { ...plan, kind: 'nest', round, flood: nestRecords } as const;
      const nest = await baseline(round === 0 ? plain : { ...plain, rateRounds: 0 });
      runs.raw.push(raw);
      runs.nest.push(nest);
      return { raw, nest };
    },
    figures: () => ({ raw: figuresOf(runs.raw), nest: figuresOf(runs.nest) }),
  };
}
