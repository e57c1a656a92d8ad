import { LeadlineError } from '@leadline/contracts';
import {
  type Asked,
  type IntakeOptions,
  type IntakeRequest,
  patiently,
  requestIntake,
} from '../intake-request.ts';

/** New values by field, as PATCH /v1/leads/{id} takes them. */
export type Patch = Readonly<Record<string, unknown>>;

/** Who changes a lead, why, and what names the change: the same key is the same change. */
export interface Said {
  readonly key: string;
  readonly by: string | null;
  readonly reason: string | null;
}

/** A lead that waits for somebody to mend it. */
export interface UnfitRow {
  readonly leadId: string;
  readonly workspace: string;
  readonly source: string | null;
  readonly attempt: number;
  readonly reason: string | null;
  readonly reasons: readonly string[];
  /** Clock of the workspace, epoch ms. */
  readonly since: number;
}

export interface UnfitPage {
  readonly leads: readonly UnfitRow[];
  readonly next: string | null;
  readonly complete: boolean;
}

/** What intake said to one change. */
export type AmendAnswer = { readonly attempt: number } | { readonly code: string; readonly message: string };

/** The part of intake's public API that mends leads. Throws LEADLINE_INTAKE_UNAVAILABLE, LEADLINE_INTAKE_REFUSED. */
export interface RepairIntake {
  list(query: Readonly<Record<string, string>>): Promise<UnfitPage>;
  amend(leadId: string, patch: Patch, said: Said): Promise<AmendAnswer>;
}

interface ErrorBody {
  readonly error: { readonly code: string; readonly message: string; readonly mend: string };
}

/** Refusals that pass by themselves: the same change under the same key settles them. */
const PASSING = /(_UNAVAILABLE|_OVERLOADED|_LEAD_BUSY)$/;

/** A busy or missing intake is asked again: that a change has a key makes it harmless. */
export function repairIntake(options: IntakeOptions): RepairIntake {
  return {
    async list(query) {
      const path = `/v1/leads?${String(new URLSearchParams(query))}`;
      const answer = await patiently(options, () => ask<UnfitPage>(options, path, { method: 'GET' }));
      if (!('error' in answer)) return answer;
      throw new LeadlineError('LEADLINE_INTAKE_REFUSED', answer.error.message, { where: path });
    },
    async amend(leadId, patch, { key, by, reason }) {
      const given = Object.entries({ by, reason }).filter((one): one is [string, string] => one[1] !== null);
      const path = `/v1/leads/${encodeURIComponent(leadId)}?${String(new URLSearchParams(given))}`;
      const headers = { 'content-type': 'application/merge-patch+json', 'idempotency-key': key };
      const init = { method: 'PATCH', headers, body: JSON.stringify(patch) };
      const answer = await patiently(options, () => ask<{ attempt: number }>(options, path, init));
      return 'error' in answer ? answer.error : { attempt: answer.attempt };
    },
  };
}

/** An answer that cannot be read is none. */
async function ask<T extends object>(
  options: IntakeOptions,
  path: string,
  init: IntakeRequest,
): Promise<Asked<T | ErrorBody>> {
  const response = await requestIntake(options, path, init);
  const answer = (await response?.json().catch(() => null)) as T | ErrorBody | null | undefined;
  if (answer === null || answer === undefined) return { again: null };
  return 'error' in answer && PASSING.test(answer.error.code) ? { again: answer.error.message } : { answer };
}
