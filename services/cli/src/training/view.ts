import { leftOutText, type Training } from './train.ts';

const three = (value: number): string => value.toFixed(3);
const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** What training has found, in lines that a person reads. */
export function trainingLines({ model, deals, set, refused, isBetter }: Training): readonly string[] {
  const { metrics, window, spread, version } = model.card;
  const { auc, logLoss, calibration, baseRate, heldOut, trainedOn } = metrics;
  const maturity = Object.entries(set.maturity)
    .map(([type, days]) => `${type === '*' ? 'others' : type || 'no type'} ${days.toFixed(0)} days`)
    .join(', ');
  return [
    `${deals} deals known, ${trainedOn} to learn from, ${day(window.from)} to ${day(window.to)}. ${leftOutText(set, refused)}`,
    `Deals count from an age of: ${maturity}. ${set.handedOver} were handed over; they count for their first rep.`,
    `On the latest ${heldOut}, which it had not seen: log loss ${three(logLoss.model)}, of the base rate (${(100 * baseRate).toFixed(1)} % won) ${three(logLoss.baseRate)}; AUC ${three(auc.model)}, without reps ${three(auc.lead)}; calibration slope ${three(calibration.slope)}, error ${three(calibration.error)}`,
    `Reps differ by ${three(spread.rep)} (log-odds, standard deviation), in their segments by ${three(spread.segment)}; 0: no difference was found`,
    isBetter ? `Model ${version.slice(0, 12)}` : 'It foretells no better than the base rate: there is nothing to learn, and no model is written.', // prettier-ignore
  ];
}
