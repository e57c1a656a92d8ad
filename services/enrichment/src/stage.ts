import type { Delivery, LeadReceived } from '@leadline/contracts';
import { type EnrichmentFacts, enrichLead, filled, type LeadEnrichment } from '@leadline/domain';
import type { Stage } from '@leadline/stream';
import type { AccountIndex } from './account-index.ts';
import { lookUp, type LookupOptions } from './lookups.ts';

/** All accounts, brought up to date on request. */
export interface Accounts {
  readonly index: AccountIndex;
  refresh(): Promise<void>;
}

export interface EnrichmentOptions extends LookupOptions {
  readonly accounts: Accounts;
  /** Wall clock, epoch ms; for latency only. */
  readonly clock: () => number;
}

/** Facts of a batch by the delivery itself: on a retry topic two records may carry one offset. */
type Facts = ReadonlyMap<Delivery<'LeadReceived'>, EnrichmentFacts>;

/** Adds company, geography, time zone, existing account and its owner to each lead. */
export function enrichmentStage(options: EnrichmentOptions): Stage<'LeadReceived', Facts, LeadEnrichment> {
  const { accounts, clock } = options;
  return {
    name: 'enrichment',
    inputs: ['lead.received'],
    inline: true,
    open: () => accounts.refresh(),
    async gather(batch) {
      // Each time, so that an account which was there before its lead is never missed; one small request if nothing is new.
      await accounts.refresh();
      return new Map(batch.map((delivery) => [delivery, factsOf(delivery.value, accounts.index, options)]));
    },
    decide(delivery, facts) {
      const known = facts.get(delivery);
      if (known === undefined) throw new Error(`No facts were gathered for offset ${delivery.offset}.`);
      return enrichLead(delivery.value, known);
    },
    conclude({ value }, enrichment) {
      const stages = [...value.stages, { stage: 'enrichment', at: clock() }];
      const enriched = { ...value, enrichment, stages };
      return [{ topic: 'lead.enriched', record: 'LeadEnriched', key: value.leadId, value: enriched }];
    },
  };
}

function factsOf(lead: LeadReceived, index: AccountIndex, options: LookupOptions): EnrichmentFacts {
  const found = lookUp(lead, options);
  const accountId = filled(lead.accountId);
  const query = { accountId, domain: found.companyDomain, name: filled(lead.company) };
  return { ...found, accounts: index.find(lead, query) };
}
