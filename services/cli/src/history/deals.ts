import { type HistoricalDeal, type LeadReceived, leadIdOf, sha256 } from '@leadline/contracts';
import { receiveLead } from '@leadline/domain';
import { readSubmission } from '@leadline/intake';
import type { MappedDeal } from '../mapping/bodies.ts';
import type { Canonical } from './canonical.ts';

/** The lead of a deal as intake would have received it. @throws LeadlineError LEADLINE_INTAKE_INVALID */
export function receivedOf({ body, occurredAt }: MappedDeal, tenant: string): LeadReceived {
  return receiveLead(readSubmission(body), { tenant, now: occurredAt ?? 0, sha256, leadIdOf });
}

/** A deal to learn from: of its lead the canonical facts, and nothing that says who the person was. */
export function historicalDeal(
  { repId, outcome }: MappedDeal,
  { tenant, workspace, leadId, occurredAt }: LeadReceived,
  { quality, ...lead }: Extract<Canonical, { lead: unknown }>['lead'],
): HistoricalDeal {
  const { completeness, validity } = quality;
  const end = {
    outcome: outcome?.outcome ?? 'open',
    amountWon: outcome?.amount ?? null,
    closedAt: outcome?.occurredAt ?? null,
  };
  return { tenant, workspace, leadId, repId, ...end, occurredAt, ...lead, completeness, validity };
}
