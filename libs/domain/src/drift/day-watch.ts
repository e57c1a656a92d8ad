import { DAY } from '../shared/instant.ts';
import type { VolumeContract } from './contract.ts';
import type { FieldName } from './fields.ts';
import { createTally, mergeTallies } from './tally.ts';
import type { FieldProfile } from './profile.ts';
import { shiftOf } from './shift.ts';
import type { TestAlarm } from './stream-watch.ts';
import { chanceOfVolume } from './volume.ts';

/** Values that are compared at least; days with fewer are put together. */
const LEAST_VALUES = 100;
/** A smaller shift matters to nobody, however sure it is. */
const LEAST_PSI = 0.05;
/** A day that is likelier than this shows that the contract is kept again. */
const ORDINARY = 0.01;

/** Watches something that only whole days tell. */
export interface DayWatch<T> {
  /** `day`: first instant of the day that has ended, epoch ms. */
  endDay(day: number, seen: T): void;
  alarms(): readonly TestAlarm[];
}

/** Share of the chance of a false alarm that one test of one day may take. */
export interface DayBudget {
  readonly tests: number;
  readonly chance: number;
}

/** Watches in which shares the values of a field come. `learnedFrom`: leads that the shares were learned from. */
export function watchValues(
  field: FieldName,
  shares: Readonly<Record<string, number>>,
  learnedFrom: number,
  budget: DayBudget,
): DayWatch<FieldProfile> {
  const alarms = alarmBook();
  let window = { since: 0, total: 0, values: createTally() };
  return {
    endDay(day, { filled, unknown, values }) {
      window = {
        since: window.total === 0 ? day : window.since,
        total: window.total + filled - unknown,
        values: mergeTallies(window.values, values),
      };
      if (window.total < LEAST_VALUES) return;
      const { since } = window;
      const shift = shiftOf(window.values, shares, learnedFrom);
      window = { since: 0, total: 0, values: createTally() };
      if (shift === null) return;
      const { psi, of, chance, most } = shift;
      const sure = Math.min(1, chance * budget.tests);
      if (psi > LEAST_PSI && sure <= budget.chance)
        alarms.raise({
          kind: 'VALUES_SHIFTED',
          field,
          since,
          raisedAt: day + DAY,
          promised: most.expected,
          found: most.found,
          of,
          chance: sure,
          examples: most.value === null ? [] : [most.value],
        });
      else if (chance > ORDINARY || psi <= LEAST_PSI) alarms.end(since);
    },
    alarms: alarms.all,
  };
}

/** Watches how many leads come a day. */
export function watchVolume(promise: VolumeContract, budget: DayBudget): DayWatch<number> {
  const alarms = alarmBook();
  const { min, max, perDay, dispersion } = promise;
  const test = (kind: 'VOLUME_LOW' | 'VOLUME_HIGH', leads: number): { promised: number; chance: number } => {
    const limit = kind === 'VOLUME_LOW' ? min : max;
    if (limit !== null && (kind === 'VOLUME_LOW' ? leads < limit : leads > limit))
      return { promised: limit, chance: 0 };
    const isBeyond = perDay !== null && (kind === 'VOLUME_LOW' ? leads < perDay : leads > perDay);
    const chance = isBeyond ? chanceOfVolume(leads, perDay, dispersion ?? DEFAULT_DISPERSION) : 1;
    return { promised: perDay ?? 0, chance };
  };
  return {
    endDay(day, leads) {
      const kind = test('VOLUME_LOW', leads).chance < test('VOLUME_HIGH', leads).chance ? 'VOLUME_LOW' : 'VOLUME_HIGH'; // prettier-ignore
      const { promised, chance } = test(kind, leads);
      const sure = Math.min(1, chance * budget.tests);
      if (sure <= budget.chance)
        alarms.raise({ kind, field: null, since: day, raisedAt: day + DAY, promised, found: leads, of: leads, chance: sure, examples: [] }); // prettier-ignore
      else if (chance > ORDINARY) alarms.end(day);
    },
    alarms: alarms.all,
  };
}

/** Days of leads are far more uneven than chance alone would make them. */
const DEFAULT_DISPERSION = 6;

/** Alarms of one test, at most one of them open: another kind ends the one before. */
function alarmBook() {
  const all: TestAlarm[] = [];
  const end = (until: number): void => {
    const last = all.at(-1);
    if (last?.until === null) all[all.length - 1] = { ...last, until };
  };
  return {
    end,
    raise(alarm: Omit<TestAlarm, 'until'>): void {
      const last = all.at(-1);
      if (last?.until === null && last.kind === alarm.kind) return;
      end(alarm.since);
      all.push({ ...alarm, until: null });
    },
    all: (): readonly TestAlarm[] => all,
  };
}
