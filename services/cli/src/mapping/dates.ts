import { dateIn } from '@leadline/domain';
import { shippedVocabularies } from '@leadline/reference';

const TOKENS: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<yyyy>\d{4})`,
  MM: String.raw`(?<MM>\d{1,2})`,
  dd: String.raw`(?<dd>\d{1,2})`,
  HH: String.raw`(?<HH>\d{1,2})`,
  mm: String.raw`(?<mm>\d{2})`,
  ss: String.raw`(?<ss>\d{2})`,
};

/** A date of which nothing says what is day and what is month. */
export class AmbiguousDate extends Error {}

/**
 * Epoch ms of a date text; null if it is not a date of that format. Formats: `iso`, `epoch-ms`, `epoch-s`, `local` (a day in any usual
 * notation, with months in several languages), or a pattern of yyyy MM dd HH mm ss. Throws {@link AmbiguousDate}. `zone` (UTC, +02:00 or an IANA name) holds where the text itself names none.
 */
export function parseDate(text: string, format = 'iso', zone = 'UTC'): number | null {
  if (format === 'epoch-ms' || format === 'epoch-s') {
    const value = /^\d+$/.test(text) ? Number(text) : null;
    return value === null ? null : value * (format === 'epoch-s' ? 1000 : 1);
  }
  if (format === 'local') return fromLocal(text, zone);
  if (format !== 'iso') return fromPattern(text, format, zone);
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(Z|[+-]\d{2}:?\d{2})?$/.exec(
    text,
  );
  if (!iso) return null;
  const [, day, time = '00:00', offset] = iso;
  const local = checked(Date.parse(`${day}T${time}Z`), day!);
  return local === null ? null : toUtc(local, offset ?? zone);
}

function fromLocal(text: string, zone: string): number | null {
  const found = dateIn(text, shippedVocabularies().months);
  if (found === null) return null;
  if ('ambiguous' in found) throw new AmbiguousDate(found.ambiguous.join(' or '));
  return toUtc(Date.parse(`${found.date}T00:00Z`), zone);
}

function fromPattern(text: string, format: string, zone: string): number | null {
  const escaped = format.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const source = escaped.replaceAll(/yyyy|MM|dd|HH|mm|ss/g, (token) => TOKENS[token] ?? token);
  const parts = new RegExp(`^${source}$`).exec(text)?.groups;
  if (!parts) return null;
  const two = (name: string, preset: string): string => (parts[name] ?? preset).padStart(2, '0');
  const day = `${parts['yyyy'] ?? '1970'}-${two('MM', '01')}-${two('dd', '01')}`;
  const local = checked(Date.parse(`${day}T${two('HH', '00')}:${two('mm', '00')}:${two('ss', '00')}Z`), day);
  return local === null ? null : toUtc(local, zone);
}

/** Date.parse makes 3 March of 31 February. */
function checked(ms: number, day: string): number | null {
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day ? null : ms;
}

function toUtc(local: number, zone: string): number | null {
  if (zone === 'UTC' || zone === 'Z') return local;
  const fixed = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (fixed) return local - (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  // The offset may change between the guess and the instant: the second round settles it.
  const guess = local - offsetOf(zone, local);
  return local - offsetOf(zone, guess);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Milliseconds east of UTC at an instant. Throws RangeError for an unknown zone. */
function offsetOf(zone: string, at: number): number {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const parts = /GMT([+-])(\d{2}):(\d{2})/.exec(name);
  return parts ? (parts[1] === '-' ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) * 60_000 : 0;
}
