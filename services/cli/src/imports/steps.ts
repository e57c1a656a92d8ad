import type { Body, MappedLead, OutcomeBody } from '../mapping/bodies.ts';

/** A lead with the line of its row. */
export interface LeadRow {
  readonly line: number;
  readonly lead: MappedLead;
}
interface SentLead {
  readonly line: number;
  readonly body: Body;
}
interface SentOutcome {
  readonly line: number;
  readonly body: OutcomeBody;
}

/** What happens until an event clock reaches `to`. */
export interface Step {
  /** Epoch ms. */
  readonly to: number;
  readonly leads: readonly SentLead[];
  readonly outcomes: readonly SentOutcome[];
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Milliseconds of `15m`, `1h` or `1d`. */
export const durationOf = (text: string): number =>
  Number(text.slice(0, -1)) * (UNITS[text.slice(-1)] ?? Number.NaN);

/**
 * Times for rows without one: the import's event time when it meets them, which is the latest time of the rows above,
 * or the first of all where there is none above. `fallback` is for files without any date.
 */
export function withTimes(rows: readonly LeadRow[], fallback: number): readonly (LeadRow & { at: number })[] {
  let now = rows.find((row) => row.lead.occurredAt !== null)?.lead.occurredAt ?? fallback;
  return rows.map((row) => {
    const at = row.lead.occurredAt ?? now;
    now = Math.max(now, at);
    return { ...row, at };
  });
}

/**
 * The steps of an event clock, oldest first, empty ones left out. Within a step, leads and outcomes stand in the order of
 * their times, then of their lines.
 */
export function planSteps(rows: readonly (LeadRow & { at: number })[], stepMs: number): readonly Step[] {
  const steps = new Map<number, { leads: (SentLead & { at: number })[]; outcomes: SentOutcome[] }>();
  const stepAt = (at: number) => {
    const to = (Math.floor(at / stepMs) + 1) * stepMs;
    const step = steps.get(to) ?? { leads: [], outcomes: [] };
    steps.set(to, step);
    return step;
  };
  for (const { line, at, lead } of rows) {
    stepAt(at).leads.push({ line, at, body: { ...lead.body, occurredAt: at } });
    if (lead.outcome) stepAt(lead.outcome.occurredAt).outcomes.push({ line, body: lead.outcome });
  }
  return [...steps]
    .toSorted(([a], [b]) => a - b)
    .map(([to, { leads, outcomes }]) => ({
      to,
      leads: leads.toSorted((a, b) => a.at - b.at || a.line - b.line),
      outcomes: outcomes.toSorted((a, b) => a.body.occurredAt - b.body.occurredAt || a.line - b.line),
    }));
}
