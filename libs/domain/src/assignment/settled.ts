import { DAY } from '../shared/instant.ts';
import type { Lead, WorkspaceState } from './state.ts';

/** Ids of settled leads are kept this long, by the broker's clock; an unknown lead older than that is not guessed at. */
export const RETENTION = 30 * DAY;

/** Place of a lead's end among all; as a text so that the order of keys is that of numbers. */
export const settledKey = (seq: number): string => String(seq).padStart(16, '0');

/** The lead goes on, or ends anew: its former end no longer counts. */
export function unsettle(state: WorkspaceState, lead: Lead | undefined): void {
  const settled = lead?.settled ?? null;
  if (settled !== null) state.derived.settled.delete(settledKey(settled.seq));
}
