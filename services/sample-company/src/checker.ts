/**
 * Looks at what was assigned and says what was against the rules. Written from the rules in words (README of
 * services/assignment) and on purpose without a line of libs/domain: two authors, one rule.
 */

/** What the checker knows of a rep. */
export interface CheckedRep {
  readonly repId: string;
  readonly active: boolean;
  readonly territories: readonly string[];
  readonly skills: readonly string[];
  readonly languages: readonly string[];
  readonly timeZone: string;
  readonly workDays: readonly number[];
  readonly workStart: number;
  readonly workEnd: number;
  readonly capacity: number;
  readonly dailyCap: number;
}

/** What the checker knows of a lead, from `lead.scored`. */
export interface CheckedLead {
  readonly leadId: string;
  readonly country: string | null;
  readonly product: string | null;
  readonly language: string | null;
}

/** A row of the ledger that moves load: +1 assigned or opened, -1 closed or released. */
export interface Move {
  readonly leadId: string;
  readonly repId: string;
  readonly at: number;
  readonly delta: 1 | -1;
  /** Routing path of an assignment; null for a deal opened elsewhere or a close. */
  readonly path: string | null;
}

export interface Violation {
  readonly leadId: string;
  readonly repId: string;
  readonly rule:
    'unknown rep' | 'inactive' | 'territory' | 'skill' | 'language' | 'hours' | 'capacity' | 'daily cap';
  readonly detail: string;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const formats = new Map<string, Intl.DateTimeFormat>();

/** The local day, weekday (1 Monday) and minute of the day, by the runtime's own time zone data. */
export function localTime(at: number, timeZone: string): { day: string; weekday: number; minute: number } {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return {
    day: `${part['year']}-${part['month']}-${part['day']}`,
    weekday: DAYS.indexOf(part['weekday'] ?? '') + 1,
    minute: Number(part['hour']) * 60 + Number(part['minute']),
  };
}

const allows = (list: readonly string[], value: string | null): boolean =>
  value === null || list.includes('*') || list.includes(value);

/** Territory, skill and language: an owner keeps the lead whatever these say. */
function fitBroken(rep: CheckedRep, lead: CheckedLead): Pick<Violation, 'rule' | 'detail'> | null {
  if (!allows(rep.territories, lead.country))
    return { rule: 'territory', detail: `${lead.country} not in ${rep.territories.join(',')}` };
  if (!allows(rep.skills, lead.product))
    return { rule: 'skill', detail: `${lead.product} not in ${rep.skills.join(',')}` };
  if (rep.languages.length > 0 && !allows(rep.languages, lead.language))
    return { rule: 'language', detail: String(lead.language) };
  return null;
}

function hoursBroken(rep: CheckedRep, at: number): Pick<Violation, 'rule' | 'detail'> | null {
  const { weekday, minute } = localTime(at, rep.timeZone);
  const working = rep.workDays.includes(weekday) && minute >= rep.workStart && minute < rep.workEnd;
  return working
    ? null
    : { rule: 'hours', detail: `weekday ${weekday}, minute ${minute} in ${rep.timeZone}` };
}

/** Every assignment against the rules, in the order of the ledger. `moves` are those of one workspace, in ledger order. */
export function violations(
  reps: readonly CheckedRep[],
  leads: ReadonlyMap<string, CheckedLead>,
  moves: readonly Move[],
): readonly Violation[] {
  const byId = new Map(reps.map((rep) => [rep.repId, rep]));
  const open = new Map<string, number>();
  const today = new Map<string, number>();
  const found: Violation[] = [];
  for (const { leadId, repId, at, delta, path } of moves) {
    const load = (open.get(repId) ?? 0) + delta;
    open.set(repId, load);
    if (delta < 0 || path === null) continue;
    const rep = byId.get(repId);
    const lead = leads.get(leadId) ?? { leadId, country: null, product: null, language: null };
    const day = rep ? `${repId} ${localTime(at, rep.timeZone).day}` : repId;
    today.set(day, (today.get(day) ?? 0) + 1);
    const broken = rep
      ? brokenBy(rep, lead, { at, path, load, today: today.get(day) ?? 0 })
      : [{ rule: 'unknown rep' as const, detail: repId }];
    found.push(...broken.map((one) => ({ leadId, repId, ...one })));
  }
  return found;
}

function brokenBy(
  rep: CheckedRep,
  lead: CheckedLead,
  seen: { at: number; path: string; load: number; today: number },
) {
  const broken: Pick<Violation, 'rule' | 'detail'>[] = [];
  if (!rep.active) broken.push({ rule: 'inactive', detail: rep.repId });
  const fit = seen.path === 'owner' ? null : fitBroken(rep, lead);
  if (fit) broken.push(fit);
  const hours = hoursBroken(rep, seen.at);
  if (hours) broken.push(hours);
  if (seen.load > rep.capacity)
    broken.push({ rule: 'capacity', detail: `${seen.load} open of ${rep.capacity}` });
  if (seen.path !== 'owner' && seen.today > rep.dailyCap)
    broken.push({ rule: 'daily cap', detail: `${seen.today} of ${rep.dailyCap}` });
  return broken;
}
