export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 86_400_000;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Epoch ms as `2026-03-29 01:30 UTC`, without the runtime's calendar. */
export function utcText(at: number): string {
  const day = Math.floor(at / DAY);
  const minute = Math.floor((at - day * DAY) / MINUTE);
  // Days since 0000-03-01, in eras of 400 years (146,097 days): a year that starts in March has its leap day last.
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const time = `${pad(Math.floor(minute / 60), 2)}:${pad(minute % 60, 2)}`;
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)} ${time} UTC`;
}
