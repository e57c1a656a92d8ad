import type { ModelCard } from '@leadline/models';
import { leftOutText, type Training } from './train.ts';

/** Beyond what is claimed: fields in which reps and their tiers differ, and what waiting and load cost. */
function further({ tried = [], tiers, congestion }: ModelCard): readonly string[] {
  const taken = tried.filter(({ value }) => value > 0);
  const [shown, unshown] = [taken.filter(isShown), taken.filter((found) => !isShown(found))];
  return [
    ...(shown.length === 0
      ? []
      : [`Reps differ further by ${fields(shown)}: standard deviations in log-odds.`]),
    ...(unshown.length === 0
      ? []
      : [`Reps are taken to differ further by ${fields(unshown)} in log-odds; these deals do not show it.`]),
    ...(tiers === undefined ? [] : [`Tiers differ by kind of deal by ${interval(tiers)} in log-odds.`]),
    ...(congestion === undefined
      ? []
      : [
          `Each e-fold of the wait beyond five minutes costs ${interval(congestion.perLogWait)} in log-odds, ` +
            `each new lead that the rep had got that day ${interval(congestion.perNewLead)}.`,
        ]),
  ];
}

const isShown = ({ low }: { readonly low: number }): boolean => low > 0;
const interval = ({ value, low, high }: { value: number; low: number; high: number }): string =>
  `${three(value)} (${three(low)} to ${three(high)}, 95 %)`;
const fields = (found: NonNullable<ModelCard['tried']>): string =>
  found.map((one) => `${one.field} ${interval(one)}`).join(', ');
const three = (value: number): string => value.toFixed(3);
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What training has found, in lines that a person reads. */
export function trainingLines({ model, deals, set, refused }: Training): readonly string[] {
  const { metrics, window, claims, caveats, leadPart, release, version } = model.card;
  const { auc, calibration, trainedOn } = metrics;
  const maturity = Object.entries(set.maturity)
    .map(([type, days]) => `${type === '*' ? 'others' : type || 'no type'} ${days.toFixed(0)} days`)
    .join(', ');
  return [
    `${deals} deals known, ${trainedOn} to learn from, ${day(window.from)} to ${day(window.to)}. ${leftOutText(set, refused)}`,
    `Deals count from an age of: ${maturity}. ${set.handedOver} were handed over; they count for their first rep.`,
    release.reason,
    `The lead part is ${leadPart}; AUC ${three(auc.model)}, without reps ${three(auc.lead)}; calibration slope ${three(calibration.slope)}, error ${three(calibration.error)}.`,
    claims.reps.words,
    claims.fit.words,
    ...further(model.card),
    ...caveats,
    release.allowed ? `Model ${version.slice(0, 12)}` : 'No model is written.',
  ];
}
