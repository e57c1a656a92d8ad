import type { DealOutcome, RecordName, Records, RepUpserted, TopicName } from '@leadline/contracts';
import {
  contractKey,
  type Judgement,
  observe,
  outcomeFaults,
  type ReadValue,
  repFaults,
  type RepLookups,
  sourceName,
} from '@leadline/domain';
import type { Contracts } from '@leadline/reference';
import type { SourceDay } from './days.ts';
import type { QualityFacts, SeenLead, SeenOutcome } from './facts.ts';
import { dayOfRecord } from './kept.ts';

/** Topics of a quality report, in the order in which their records are to be added: judgements come before their lead. */
export const READ = [
  'source.profile',
  'lead.validated',
  'lead.quarantined',
  'lead.status',
  'lead.received',
  'assignment.ledger',
  'assignment.in',
  'rep.contact',
  'deal.outcome',
  'deal.quarantined',
] as const satisfies readonly TopicName[];

/** What facts are made with. */
export interface FoldParts {
  readonly contracts: Contracts;
  readonly read: ReadValue;
  readonly lookups: RepLookups;
}

/** A record that a quality report reads. */
export interface Told {
  readonly record: RecordName;
  readonly value: unknown;
}

/** Folds records into facts about the quality of leads, outcomes and reps. */
export interface QualityFold {
  add(told: Told): void;
  facts(): QualityFacts;
}

/** When a lead or deal was opened, who has it, and where it came from. */
interface Work {
  readonly openedAt: number;
  readonly repId: string | null;
  readonly source: string | null;
}

export function createQualityFold({ contracts, read, lookups }: FoldParts): QualityFold {
  /** Of the first attempt, which is what the source has sent. */
  const judgements = new Map<string, Judgement & { readonly attempt: number }>();
  const duplicates = new Set<string>();
  const leads = new Map<string, SeenLead>();
  const kept: SourceDay[] = [];
  const work = new Map<string, Work>();
  const reps = new Map<string, RepUpserted>();
  const addresses = new Set<string>();
  const outcomes = new Map<string, { readonly value: DealOutcome; readonly isKeptBack: boolean }>();

  const found = (
    value: Records['LeadValidated'] | Records['LeadQuarantined'],
    reasons: readonly string[],
  ) => {
    const { leadId, attempt, quality } = value;
    if (attempt < (judgements.get(leadId)?.attempt ?? Infinity))
      judgements.set(leadId, { attempt, reasons, issues: quality.issues });
  };
  const take: { readonly [R in RecordName]?: (value: Records[R]) => void } = {
    SourceProfiled: (value) => void kept.push(dayOfRecord(value)),
    LeadValidated: (value) => found(value, []),
    LeadQuarantined: (value) => found(value, value.reasons),
    LeadStatus({ leadId, state }) {
      if (state === 'duplicate') duplicates.add(leadId);
      else duplicates.delete(leadId);
    },
    LeadReceived(value) {
      const { leadId, tenant, occurredAt: at } = value;
      if (leads.has(leadId)) return;
      const source = sourceName(value);
      const contract = contracts.sources.get(contractKey({ tenant, source })) ?? null;
      const seen = observe(value, read, judgements.get(leadId) ?? null, contract);
      leads.set(leadId, { tenant, source, at, seen, isDuplicate: duplicates.has(leadId) });
      work.set(leadId, { openedAt: at, repId: null, source });
    },
    LedgerEntry({ kind, leadId, repId }) {
      const known = leadId === null ? undefined : work.get(leadId);
      if (kind === 'assigned' && known !== undefined) work.set(leadId!, { ...known, repId });
    },
    RepUpserted: (value) => void reps.set(`${value.tenant}/${value.repId}`, value),
    DealOpened({ dealId, repId, occurredAt: openedAt }) {
      work.set(dealId, { openedAt, repId, source: null });
    },
    RepContact({ tenant, repId, email }) {
      if (email !== '') addresses.add(`${tenant}/${repId}`);
    },
    DealOutcome: (value) => void outcomes.set(value.eventId, { value, isKeptBack: false }),
    DealQuarantined: (value) => void outcomes.set(value.eventId, { value, isKeptBack: true }),
  };
  const outcomeOf = ({ value, isKeptBack }: { value: DealOutcome; isKeptBack: boolean }): SeenOutcome => {
    const { tenant, leadId, outcome, occurredAt: at } = value;
    const known = work.get(leadId);
    const judged = { ...value, openedAt: known?.openedAt ?? null, repId: known?.repId };
    return { tenant, source: known?.source ?? null, at, outcome, isKeptBack, faults: outcomeFaults(judged, contracts.outcomes) }; // prettier-ignore
  };
  return {
    add: ({ record, value }) => (take[record] as ((value: unknown) => void) | undefined)?.(value),
    facts: () => ({
      leads: [...leads.values()].toSorted((a, b) => a.at - b.at),
      kept,
      outcomes: [...outcomes.values()].map(outcomeOf),
      reps: [...reps].map(([key, rep]) => ({
        tenant: rep.tenant,
        workspace: rep.workspace,
        repId: rep.repId,
        faults: repFaults({ ...rep, hasAddress: addresses.has(key) }, lookups, contracts.reps),
      })),
    }),
  };
}
