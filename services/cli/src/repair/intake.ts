import { LeadlineError } from '@leadline/contracts';
import type { IntakeOptions } from '../imports/intake.ts';

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

const PATIENCE_MS = 60_000;
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 5_000;
/** Refusals that pass by themselves: the same change under the same key settles them. */
const PASSING = /(_UNAVAILABLE|_OVERLOADED|_LEAD_BUSY)$/;

/** A busy or missing intake is asked again: that a change has a key makes it harmless. */
export function repairIntake(options: IntakeOptions): RepairIntake {
  return {
    async list(query) {
      const path = `/v1/leads?${String(new URLSearchParams(query))}`;
      const answer = await patiently<UnfitPage>(options, path, { method: 'GET' });
      if (!('error' in answer)) return answer;
      throw new LeadlineError('LEADLINE_INTAKE_REFUSED', answer.error.message, { where: path });
    },
    async amend(leadId, patch, { key, by, reason }) {
      const given = Object.entries({ by, reason }).filter((one): one is [string, string] => one[1] !== null);
      const path = `/v1/leads/${encodeURIComponent(leadId)}?${String(new URLSearchParams(given))}`;
      const headers = { 'content-type': 'application/merge-patch+json', 'idempotency-key': key };
      const init = { method: 'PATCH', headers, body: JSON.stringify(patch) };
      const answer = await patiently<{ attempt: number }>(options, path, init);
      return 'error' in answer ? answer.error : { attempt: answer.attempt };
    },
  };
}

interface Request {
  readonly method: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function patiently<T extends object>(
  options: IntakeOptions,
  path: string,
  init: Request,
): Promise<T | ErrorBody> {
  const deadline = Date.now() + (options.patienceMs ?? PATIENCE_MS);
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
    const answer = await ask<T>(options, path, init);
    if (answer !== null && !('error' in answer && PASSING.test(answer.error.code))) return answer;
    if (Date.now() > deadline) {
      const why = answer === null ? '' : ` It says: ${answer.error.message}`;
      const message = `Intake at ${options.url} has not carried the request out for a minute.${why}`;
      throw new LeadlineError('LEADLINE_INTAKE_UNAVAILABLE', message);
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Null: no answer that can be read. */
async function ask<T extends object>(
  { url, tenant, apiKey }: IntakeOptions,
  path: string,
  init: Request,
): Promise<T | ErrorBody | null> {
  const headers = {
    ...init.headers,
    'x-leadline-tenant': tenant,
    ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
  };
  try {
    const response = await fetch(new URL(path, url), {
      ...init,
      headers,
      signal: AbortSignal.timeout(30_000),
    });
    return (await response.json()) as T | ErrorBody;
  } catch {
    return null;
  }
}
