import { LeadlineError } from '@leadline/contracts';

/** From (inclusive) to (exclusive), epoch ms. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The period of two ISO instants; without one of them, open at that end. Throws LEADLINE_CONFIG_INVALID. */
export function periodOf({ from, to }: { readonly from?: string; readonly to?: string }): Period {
  return {
    from: from === undefined ? -Infinity : instant('--from', from),
    to: to === undefined ? Infinity : instant('--to', to),
  };
}

export const inPeriod = ({ from, to }: Period, at: number): boolean => at >= from && at < to;

/** ISO date, taken as midnight UTC, or ISO instant with its zone. */
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** An ISO instant as epoch ms. @throws LeadlineError LEADLINE_CONFIG_INVALID that names the option. */
export function instant(option: string, text: string): number {
  const at = ISO.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new LeadlineError(
    'LEADLINE_CONFIG_INVALID',
    `${text} is no ISO instant with a zone, such as 2026-11-23T00:00:00Z.`,
    { where: option },
  );
}
