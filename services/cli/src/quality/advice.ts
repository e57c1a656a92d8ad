import { type Alarm, type AlarmKind, DAY } from '@leadline/domain';
import { instant, percent } from '../report/view/format.ts';

/** Alarms of one source that begin within this time have one cause, as a rule. */
const TOGETHER = 2 * DAY;

/** What has happened, in a clause. */
export function whatOf({ kind, field, promised, found, examples }: Alarm): string {
  const shares = `${percent(found)}, promised ${percent(promised)}`;
  const values = examples.length === 0 ? 'values that are not listed' : examples.join(', ');
  const texts: Readonly<Record<AlarmKind, string>> = {
    FIELD_EMPTY: `${field} is filled in ${shares} or more`,
    FIELD_NEW: `a further field has come: ${values}`,
    FIELD_INVALID: `${field} is not valid in ${shares} or less`,
    VALUE_NEW: `${field} has new values (${values}): ${shares} or less`,
    VALUE_UNKNOWN: `${field} has texts that no vocabulary knows: ${shares} or less`,
    VALUES_SHIFTED: `${field} has other shares: ${examples[0] ?? 'rare values'} ${percent(found)}, before ${percent(promised)}`,
    QUARANTINE_HIGH: `leads go to quarantine (${values}): ${shares} or less`,
    VOLUME_LOW: `${found} leads a day, promised ${promised}`,
    VOLUME_HIGH: `${found} leads a day, promised ${promised}`,
  };
  return texts[kind];
}

/** What to do about it. `all`: alarms of the same report, as two may have one cause. */
export function adviceOn(alarm: Alarm, all: readonly Alarm[]): string {
  const { kind, field } = alarm;
  const other = (wanted: AlarmKind): Alarm | undefined =>
    all.find((one) => one.kind === wanted && isBeside(one, alarm));
  const come = kind === 'FIELD_EMPTY' ? other('FIELD_NEW') : undefined;
  if (come !== undefined)
    return `Further field ${come.examples.join(', ')} came at about the same time: the source may have renamed ${field}. Map it to ${field} again.`;
  if (kind === 'FIELD_NEW' && other('FIELD_EMPTY') !== undefined)
    return `${other('FIELD_EMPTY')!.field} went missing at about the same time: the source may have renamed it. Map the new name to it.`;
  return ADVICE[kind](alarm);
}

const ADVICE: Readonly<Record<AlarmKind, (alarm: Alarm) => string>> = {
  FIELD_EMPTY: ({ source, field }) =>
    `Ask who runs ${source} whether its form or export has dropped or renamed ${field}; mend the mapping.`,
  FIELD_NEW: () =>
    'Map it if it means one of Leadline’s fields; else add its name to `attributes` of the contract.',
  FIELD_INVALID: ({ source, field }) =>
    `Look at a few leads of ${source}: another format of ${field}, or a shifted column?`,
  VALUE_NEW: ({ field }) => `If the values are meant, add them to \`values\` of ${field} in the contract; the model knows nothing of them until it is trained again.`, // prettier-ignore
  VALUE_UNKNOWN: ({ field }) => `See the unknown texts in the leads and add them to a vocabulary file of your own, or mend the mapping of ${field}.`, // prettier-ignore
  VALUES_SHIFTED: ({ source }) =>
    `If ${source} reaches other people now (a campaign, a region), learn its contract again; else look for a mapping that puts all into one value.`,
  QUARANTINE_HIGH: ({ examples }) =>
    `Repair the leads that can be repaired; the reason ${examples[0] ?? ''} says what the source should check before it sends.`,
  VOLUME_LOW: ({ source }) =>
    `See whether ${source} still sends: its credentials, its job, refused requests at intake.`,
  VOLUME_HIGH: () =>
    'See whether the source sends twice under new keys, or whether bots have found its form.',
};

const isBeside = (one: Alarm, other: Alarm): boolean =>
  one.tenant === other.tenant && one.source === other.source && Math.abs(one.since - other.since) <= TOGETHER;

/** Since when, and until when if it is over. */
export const spanOf = ({ since, until }: Alarm): string =>
  until === null ? instant(since) : `${instant(since)} to ${instant(until)}`;

/** A smaller chance is not told apart: nobody can use it. */
const LEAST_CHANCE = 1e-6;
const SHORT = new Intl.NumberFormat('en', { notation: 'compact' });

/** How sure it is: how often unchanged traffic would look so, at most. */
export function sureOf({ chance }: Alarm): string {
  if (chance === 0) return 'limit set by hand';
  const months = 10 ** Math.floor(-Math.log10(Math.max(LEAST_CHANCE, chance)));
  return `by chance less than once in ${SHORT.format(months)} months`;
}
