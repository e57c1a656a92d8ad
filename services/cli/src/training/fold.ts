import type { RecordName, Records, TopicName } from '@leadline/contracts';
import { scorable, type ScorableLead } from '@leadline/domain';
import { type DealEnd, isDealEnding, type KnownDeal } from '@leadline/models';

/** Topics that deals are known from. */
export const READ = [
  'deal.history',
  'lead.scored',
  'assignment.ledger',
  'deal.outcome',
] as const satisfies readonly TopicName[];

/** A record that deals are known from. */
export interface Told {
  readonly record: RecordName;
  readonly value: unknown;
}

/** Folds records, in any order of topics, into the deals that are known. */
export interface DealFold {
  add(told: Told): void;
  deals(): readonly KnownDeal[];
}

interface Decision {
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  readonly attempt: number;
  readonly decidedAt: number;
  readonly handedOver: boolean;
}

/** A lead as it was scored, for each attempt. */
type Scores = ReadonlyMap<number, { readonly lead: ScorableLead; readonly occurredAt: number }>;

export function createDealFold(): DealFold {
  const past = new Map<string, KnownDeal>();
  const scores = new Map<string, Map<number, { lead: ScorableLead; occurredAt: number }>>();
  const decisions = new Map<string, Decision>();
  const ends = new Map<string, DealEnd>();
  const take: { readonly [R in RecordName]?: (value: Records[R]) => void } = {
    HistoricalDeal: (value) => void past.set(value.leadId, pastDeal(value)),
    LeadScored(value) {
      const { leadId, attempt, occurredAt } = value;
      const known = scores.get(leadId) ?? new Map<number, { lead: ScorableLead; occurredAt: number }>();
      // The first record of an attempt is the one that assignment has taken; later ones are redeliveries.
      if (!known.has(attempt)) known.set(attempt, { lead: scorable(value), occurredAt });
      scores.set(leadId, known);
    },
    LedgerEntry({ kind, leadId, repId, attempt, at: decidedAt, tenant, workspace }) {
      if (kind !== 'assigned' || leadId === null || repId === null) return;
      const first = decisions.get(leadId);
      if (first === undefined)
        decisions.set(leadId, {
          tenant,
          workspace,
          repId,
          attempt: attempt ?? 1,
          decidedAt,
          handedOver: false,
        });
      else if (first.repId !== repId) decisions.set(leadId, { ...first, handedOver: true });
    },
    DealOutcome({ leadId, outcome, amount, occurredAt: at }) {
      // A deal ends once: assignment too ignores a second end.
      if (isDealEnding(outcome) && !ends.has(leadId)) ends.set(leadId, { outcome, amount, at });
    },
  };
  return {
    add: ({ record, value }) => (take[record] as ((value: unknown) => void) | undefined)?.(value),
    deals: () => [
      ...past.values(),
      ...[...decisions].flatMap(([leadId, decision]) => {
        const scored = scoreOf(scores.get(leadId), decision.attempt);
        if (scored === null) return [];
        const { attempt: _attempt, ...decided } = decision;
        return [{ ...decided, leadId, ...scored, end: ends.get(leadId) ?? null }];
      }),
    ],
  };
}

/** As the lead was scored for the decision: what was amended later was not known then. */
function scoreOf(
  scores: Scores | undefined,
  attempt: number,
): { lead: ScorableLead; occurredAt: number } | null {
  const before = [...(scores ?? [])].filter(([of]) => of <= attempt).toSorted(([a], [b]) => b - a);
  return before[0]?.[1] ?? null;
}

function pastDeal(deal: Records['HistoricalDeal']): KnownDeal {
  const { tenant, workspace, leadId, repId, outcome, amountWon: amount, occurredAt, closedAt } = deal;
  const { completeness, validity } = deal;
  const end = closedAt === null ? null : { outcome: outcome as DealEnd['outcome'], amount, at: closedAt };
  const lead = scorable({ ...deal, quality: { completeness, validity } });
  return {
    tenant,
    workspace,
    leadId,
    repId,
    handedOver: false,
    lead,
    occurredAt,
    decidedAt: occurredAt,
    end,
  };
}
