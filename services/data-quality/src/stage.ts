import type { Delivery, LeadEnriched } from '@leadline/contracts';
import { type Assessment, assessLead, type KeyedHash, type QualityFacts, type Rules } from '@leadline/domain';
import { latin, type Vocabularies } from '@leadline/reference';
import type { Stage } from '@leadline/stream';
import { lookUp } from './lookups.ts';
import { contactRecord, quarantinedRecords, validatedRecord } from './records.ts';
import type { SeenLead, SourceWatches } from './source-watches.ts';

export interface QualityOptions {
  readonly hash: KeyedHash;
  readonly vocabularies: Vocabularies;
  readonly rules: Rules;
  /** Wall clock, epoch ms; for latency only. */
  readonly clock: () => number;
  /** Null or absent: no source has a contract. */
  readonly watches?: Pick<SourceWatches, 'see' | 'add'> | null;
}

/** Facts of a batch by the delivery itself: on a retry topic two records may carry one offset. */
type Facts = ReadonlyMap<Delivery<'LeadEnriched'>, QualityFacts>;

interface Decision {
  readonly lead: LeadEnriched;
  readonly assessment: Assessment;
  readonly seen: SeenLead | null;
}

/** Puts leads into canonical values, reports on their quality, and keeps back what must not be routed. */
export function qualityStage(options: QualityOptions): Stage<'LeadEnriched', Facts, Decision, null> {
  const { hash, vocabularies, rules, clock, watches = null } = options;
  return {
    name: 'data-quality',
    inputs: ['lead.enriched'],
    inline: true,
    gather: async (batch) =>
      new Map(batch.map((delivery) => [delivery, lookUp(delivery.value, vocabularies)])),
    decide(delivery, facts) {
      const { value, offset } = delivery;
      const known = facts.get(delivery);
      if (known === undefined) throw new Error(`No facts were gathered for offset ${offset}.`);
      const assessment = assessLead(value, known, { hash, latin }, rules);
      return { lead: value, assessment, seen: watches?.see(value, known, assessment) ?? null };
    },
    // Contact data is acknowledged before its lead goes on: whoever sees the lead can count on finding its contact.
    async act(decisions, emit) {
      const routed = decisions.filter(({ assessment }) => assessment.reasons.length === 0);
      if (routed.length > 0)
        await emit(routed.map(({ lead, assessment }) => contactRecord(lead, assessment)));
      watches?.add(decisions.flatMap(({ seen }) => (seen === null ? [] : [seen])));
      return decisions.map(() => null);
    },
    conclude(_delivery, { lead, assessment }) {
      const stages = [...lead.stages, { stage: 'data-quality', at: clock() }];
      return assessment.reasons.length === 0
        ? [validatedRecord(lead, assessment, stages)]
        : quarantinedRecords(lead, assessment, stages);
    },
  };
}
