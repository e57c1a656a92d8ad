/**
 * Of each part of the read model, `rebuilding <id>` or `ready <id>`; gone when Redis has lost its data. The number in its name
 * rises when the part has to be built anew from its topics: 2 knows where the words of a lead lie. Where decisions lie is a part
 * of its own: theirs are of a year, and what is known of leads need not wait for them.
 */
export const MARKERS = { leads: 'll:lead-marker:2', decisions: 'll:decision-marker:1' } as const;
export type ModelPart = keyof typeof MARKERS;

/** Whether a marker says that its part is whole. */
export const isReady = (marker: string | null): boolean => marker?.startsWith('ready ') ?? false;

/** All that is known of a lead: a hash of `received`, `body`, `seq`, `status`, `list`, `outreach`, `decision`, `at:<stage>`, `claim` and `amended`. */
export const leadKey = (tenant: string, leadId: string): string => `ll:lead:${tenant}:${leadId}`;

/** Leads in a state that somebody has to mend, by the time since when. */
export const unfitKey = (tenant: string, state: string): string => `ll:unfit:${tenant}:${state}`;

/** Where a content that decisions name by hash lies on `assignment.decision`: `partition offset`. */
export const contentKey = (tenant: string, hash: string): string => `ll:content:${tenant}:${hash}`;

type Fields = Readonly<Record<string, string>>;
const attemptIn = (text: string | undefined): number => Number.parseInt(text ?? '', 10) || 0;

/** Highest attempt that a lead's hash knows of; the script of amendments counts in the same way. */
export function versionOf({ body, amended, status }: Fields): number {
  const { attempt = 0 } = JSON.parse(status ?? '{}') as { attempt?: number };
  return Math.max(attemptIn(body), attemptIn(amended), attempt);
}
