import type { Alarm } from './alarm.ts';
import { chanceOf, cusumsOf, reset, step } from './cusum.ts';
import type { Observation } from './observation.ts';
import type { Stream } from './streams.ts';
import { addTo, createTally, ranked } from './tally.ts';

/** Trials that show that a contract is kept again. */
const ENOUGH_TO_END = 50;
const SHOWN = 3;

/** An alarm as its test knows it. */
export type TestAlarm = Omit<Alarm, 'tenant' | 'source'>;

/** Number of sums and trials between which the chance of a false alarm is shared out, and what is allowed. */
export interface Budget {
  readonly sums: number;
  readonly trials: number;
  readonly chance: number;
}

/** Watches one promise, lead by lead. */
export interface StreamWatch {
  add(lead: Observation, at: number): void;
  endDay(day: number): void;
  /** All alarms so far, oldest first. */
  alarms(): readonly TestAlarm[];
}

export function watchStream(stream: Stream, { sums: among, trials, chance: allowed }: Budget): StreamWatch {
  const sums = cusumsOf(stream.max);
  const past: TestAlarm[] = [];
  let open: TestAlarm | null = null;
  let examples = createTally();
  /** Since the alarm, or since it was last looked at. */
  let lately = { trials: 0, bad: 0 };
  const raise = (at: number): void => {
    const top = sums.reduce((most, next) => (next.score > most.score ? next : most));
    const chance = chanceOf(top.score, among, trials);
    if (chance > allowed) return;
    open = {
      kind: stream.kind,
      field: stream.field,
      since: top.since,
      raisedAt: at,
      until: null,
      ...shares(stream, top.bad / top.trials),
      of: top.trials,
      chance,
      examples: ranked(examples)
        .slice(0, SHOWN)
        .map(([value]) => value),
    };
    lately = { trials: 0, bad: 0 };
  };
  return {
    add(lead, at) {
      const trial = stream.ask(lead);
      if (trial === null) return;
      lately.trials += 1;
      if (trial.isBad) lately.bad += 1;
      if (open !== null || sums.length === 0) return;
      for (const sum of sums) step(sum, trial.isBad, at);
      if (trial.example !== undefined) addTo(examples, trial.example);
      if (trial.isBad) raise(at);
    },
    endDay(day) {
      if (open === null) {
        if (sums.every(({ score }) => score === 0)) examples = createTally();
        return;
      }
      if (lately.trials < ENOUGH_TO_END) return;
      if (lately.bad <= stream.max * lately.trials) {
        past.push({ ...open, until: day });
        open = null;
        examples = createTally();
        for (const sum of sums) reset(sum);
      }
      lately = { trials: 0, bad: 0 };
    },
    alarms: () => (open === null ? past : [...past, open]),
  };
}

/** A contract promises how often a field is filled; its test counts how often it is not. */
const shares = ({ kind, max }: Stream, bad: number): Pick<TestAlarm, 'promised' | 'found'> =>
  kind === 'FIELD_EMPTY' ? { promised: 1 - max, found: 1 - bad } : { promised: max, found: bad };
