import type { TopicName } from '@leadline/contracts';
import { APPLY } from './apply.ts';
import { createDraft, type Draft } from './draft.ts';
import type { Clock, Evidence, LeadFacts } from './lead-facts.ts';

/** Topics of a report, in the order in which their records are to be added: `lead.scored` asks for the rep, whom the ledger knows. */
export const READ = [
  'lead.received',
  'lead.status',
  'lead.assigned',
  'assignment.ledger',
  'lead.scored',
  'lead.quarantined',
  'deal.outcome',
  'outreach.sent',
  'outreach.skipped',
  'outreach.failed',
] as const satisfies readonly TopicName[];

/** Folds records into facts about leads, one by one, so that no topic has to be in memory as a whole. */
export interface LeadFold {
  /** Each topic's records in order, the topics in the order of READ. */
  add(evidence: Evidence): void;
  /** Every lead that has come, in no particular order. */
  leads(): readonly LeadFacts[];
}

export function createLeadFold(): LeadFold {
  const drafts = new Map<string, Draft>();
  /** By tenant/workspace; a workspace is live until its ledger says otherwise. */
  const clocks = new Map<string, Clock>();
  const clockOf = ({ tenant, workspace }: Draft): Clock => clocks.get(`${tenant}/${workspace}`) ?? 'live';
  const draftOf = (leadId: string, tenant: string, workspace: string): Draft => {
    const known = drafts.get(leadId) ?? createDraft(leadId, tenant, workspace);
    drafts.set(leadId, known);
    return known;
  };
  return {
    add({ record, value, timestamp }) {
      const apply = APPLY[record] as ((draft: Draft, value: unknown, timestamp: number) => void) | undefined;
      if (apply === undefined) return;
      const { tenant, workspace, leadId } = value as Named;
      if (record === 'LedgerEntry' && value.kind === 'clock-set')
        clocks.set(`${tenant}/${workspace}`, value.reason === 'event' ? 'event' : 'live');
      if (leadId === null) return;
      const draft = draftOf(leadId, tenant, workspace);
      // The ledger of a workspace that has handed it on may be read before the other has told its clock.
      if (record === 'LedgerEntry' && workspace === draft.workspace) draft.clock ??= clockOf(draft);
      apply(draft, value, timestamp);
    },
    leads: () => [...drafts.values()].flatMap((draft) => factsOf(draft, clockOf(draft))),
  };
}

interface Named {
  readonly tenant: string;
  readonly workspace: string;
  readonly leadId: string | null;
}

/** None of a lead that has never come, such as one that an outcome names too early, or a deal. */
function factsOf(draft: Draft, now: Clock): readonly LeadFacts[] {
  const { occurredAt, receivedAt, from: _from, open: _open, ...facts } = draft;
  if (occurredAt === null || receivedAt === null) return [];
  return [{ ...facts, occurredAt, receivedAt, clock: draft.clock ?? now }];
}
