import type { RecordName, Records, TopicName } from '@leadline/contracts';
import { DAY, type RosterRep, scorable, type ScorableLead } from '@leadline/domain';
import { type Decided, type DealEnd, isDealEnding, type KnownDeal } from '@leadline/models';

/** Topics that deals are known from. */
export const READ = [
  'deal.history',
  'lead.scored',
  'assignment.ledger',
  'assignment.decision',
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
  readonly decided: Omit<Decided, 'propensity'>;
}

/** A lead as it was scored, for each attempt. */
type Scores = ReadonlyMap<number, { readonly lead: ScorableLead; readonly occurredAt: number }>;

export function createDealFold(): DealFold {
  const past = new Map<string, KnownDeal>();
  const scores = new Map<string, Map<number, { lead: ScorableLead; occurredAt: number }>>();
  const decisions = new Map<string, Decision>();
  const propensities = new Map<string, number>();
  const contacts = new Map<string, number>();
  const ends = new Map<string, DealEnd>();
  const given = countByDay();
  const tiers = new Map<string, string>();
  const take: { readonly [R in RecordName]?: (value: Records[R]) => void } = {
    HistoricalDeal: (value) => void past.set(value.leadId, pastDeal(value)),
    LeadScored(value) {
      const { leadId, attempt, occurredAt } = value;
      const known = scores.get(leadId) ?? new Map<number, { lead: ScorableLead; occurredAt: number }>();
      // The first record of an attempt is the one that assignment has taken; later ones are redeliveries.
      if (!known.has(attempt)) known.set(attempt, { lead: scorable(value), occurredAt });
      scores.set(leadId, known);
    },
    LedgerEntry({ kind, leadId, repId, attempt, at: decidedAt, tenant, workspace, path, loadAfter }) {
      if (kind !== 'assigned' || leadId === null || repId === null) return;
      const newToday = given(repKey({ tenant, workspace, repId }), decidedAt);
      const decision: Decision = {
        tenant,
        workspace,
        repId,
        attempt: attempt ?? 1,
        decidedAt,
        handedOver: false,
        decided: { path, open: Math.max(0, loadAfter - 1), newToday },
      };
      decisions.set(leadId, earlierOf(decisions.get(leadId) ?? decision, decision));
    },
    DecisionRecorded({ repId, propensity, ...made }) {
      const key = decisionKey(made);
      // The first that found a rep; what was decided of the same attempt later is another decision.
      if (repId !== null && !propensities.has(key)) propensities.set(key, propensity);
    },
    ContentStored({ tenant, workspace, kind, body }) {
      if (kind !== 'roster') return;
      for (const { repId, tier } of JSON.parse(body) as RosterRep[])
        tiers.set(repKey({ tenant, workspace, repId }), tier);
    },
    DealOutcome({ leadId, outcome, amount, occurredAt: at }) {
      if (outcome === 'contacted' && !contacts.has(leadId)) contacts.set(leadId, at);
      // A deal ends once: assignment too ignores a second end.
      if (isDealEnding(outcome) && !ends.has(leadId)) ends.set(leadId, { outcome, amount, at });
    },
  };
  const all = (): readonly KnownDeal[] => [
    ...past.values(),
    ...[...decisions].flatMap(([leadId, decision]) => {
      const scored = scoreOf(scores.get(leadId), decision.attempt);
      if (scored === null) return [];
      const { attempt, decided, ...deal } = decision;
      const propensity = propensities.get(decisionKey({ ...deal, leadId, attempt })) ?? null;
      const contactedAt = contacts.get(leadId);
      return [
        {
          ...deal,
          leadId,
          ...scored,
          end: ends.get(leadId) ?? null,
          decision: { ...decided, propensity },
          ...(contactedAt === undefined ? {} : { contactedAt }),
        },
      ];
    }),
  ];
  return {
    add: ({ record, value }) => (take[record] as ((value: unknown) => void) | undefined)?.(value),
    // Those of an import as well: tiers are a rep's, not a deal's.
    deals: () => all().map((deal) => withTier(deal, tiers.get(repKey(deal)))),
  };
}

/** Workspaces come from partitions of their own, in any order: a lead that was handed on counts for who had it first. */
function earlierOf(known: Decision, next: Decision): Decision {
  // Attempts go with the lead; the clocks of two workspaces need not agree.
  const isEarlier = (next.attempt - known.attempt || next.decidedAt - known.decidedAt) < 0;
  const first = isEarlier ? next : known;
  return { ...first, handedOver: known.handedOver || known.repId !== next.repId };
}

const decisionKey = (
  made: Pick<Records['DecisionRecorded'], 'tenant' | 'workspace' | 'leadId' | 'attempt'>,
): string => JSON.stringify([made.tenant, made.workspace, made.leadId, made.attempt]);

const repKey = ({ tenant, workspace, repId }: Pick<KnownDeal, 'tenant' | 'workspace' | 'repId'>): string =>
  JSON.stringify([tenant, workspace, repId]);

const withTier = (deal: KnownDeal, tier: string | undefined): KnownDeal =>
  tier === undefined ? deal : { ...deal, tier };

/** Counts what comes by key and day (UTC), in order of time: answers how much came before on that day. */
function countByDay(): (key: string, at: number) => number {
  const counts = new Map<string, { day: number; count: number }>();
  return (key, at) => {
    const day = Math.floor(at / DAY);
    const known = counts.get(key);
    const count = known?.day === day ? known.count : 0;
    counts.set(key, { day, count: count + 1 });
    return count;
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
