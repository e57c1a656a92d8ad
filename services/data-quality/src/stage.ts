import type { Delivery, LeadEnriched } from '@leadline/contracts';
import {
  type Assessment,
  assessLead,
  engagementAt,
  type EngagementFigures,
  engagementIdentities,
  type EngagementIdentity,
  filled,
  type FoundEngagement,
  type KeyedHash,
  type QualityFacts,
  type Rules,
} from '@leadline/domain';
import { latin, type Vocabularies } from '@leadline/reference';
import type { Stage } from '@leadline/stream';
import { lookUp } from './lookups.ts';
import { contactRecord, quarantinedRecords, validatedRecord } from './records.ts';
import type { SeenLead, SourceWatches } from './source-watches.ts';

/** What people have done before, brought up to date on request. */
export interface Engagements {
  /** Resolves when all is there that was acknowledged before the call. */
  refresh(): Promise<void>;
  of(identities: readonly EngagementIdentity[]): readonly FoundEngagement[];
}

export interface QualityOptions {
  readonly hash: KeyedHash;
  readonly vocabularies: Vocabularies;
  readonly rules: Rules;
  /** Wall clock, epoch ms; for latency only. */
  readonly clock: () => number;
  /** Null or absent: no source has a contract. */
  readonly watches?: Pick<SourceWatches, 'see' | 'add'> | null;
  /** Null or absent: nobody records engagement. */
  readonly engagements?: Engagements | null;
}

interface LeadFacts {
  readonly texts: QualityFacts;
  readonly engagement: readonly FoundEngagement[];
}

/** Facts of a batch by the delivery itself: on a retry topic two records may carry one offset. */
type Facts = ReadonlyMap<Delivery<'LeadEnriched'>, LeadFacts>;

interface Decision {
  readonly lead: LeadEnriched;
  readonly assessment: Assessment;
  readonly engagement: EngagementFigures | null;
  readonly seen: SeenLead | null;
}

/**
 * Puts leads into canonical values, reports on their quality, keeps back what must not be routed, and says what their
 * persons had done before.
 */
export function qualityStage(options: QualityOptions): Stage<'LeadEnriched', Facts, Decision, null> {
  const { hash, rules, clock, watches = null, engagements = null } = options;
  return {
    name: 'data-quality',
    inputs: ['lead.enriched'],
    inline: true,
    open: async () => engagements?.refresh(),
    async gather(batch) {
      // Each time, so that what was recorded before a lead is never missed; one small request if nothing is new.
      await engagements?.refresh();
      return new Map(batch.map((delivery) => [delivery, factsOf(delivery.value, options)]));
    },
    decide(delivery, facts) {
      const { value, offset } = delivery;
      const known = facts.get(delivery);
      if (known === undefined) throw new Error(`No facts were gathered for offset ${offset}.`);
      const { texts } = known;
      const assessment = assessLead(value, texts, { hash, latin }, rules);
      const engagement = engagementAt(value, known.engagement);
      return { lead: value, assessment, engagement, seen: watches?.see(value, texts, assessment) ?? null };
    },
    // Contact data is acknowledged before its lead goes on: whoever sees the lead can count on finding its contact.
    async act(decisions, emit) {
      const routed = decisions.filter(({ assessment }) => assessment.reasons.length === 0);
      if (routed.length > 0)
        await emit(routed.map(({ lead, assessment }) => contactRecord(lead, assessment)));
      watches?.add(decisions.flatMap(({ seen }) => (seen === null ? [] : [seen])));
      return decisions.map(() => null);
    },
    conclude(_delivery, { lead, assessment, engagement }) {
      const stages = [...lead.stages, { stage: 'data-quality', at: clock() }];
      return assessment.reasons.length === 0
        ? [validatedRecord(lead, assessment, engagement, stages)]
        : quarantinedRecords(lead, assessment, stages);
    },
  };
}

function factsOf(lead: LeadEnriched, { hash, vocabularies, engagements }: QualityOptions): LeadFacts {
  const texts = lookUp(lead, vocabularies);
  const { tenant, visitorId, enrichment } = lead;
  const person = {
    email: texts.email?.address ?? null,
    phoneE164: enrichment.phoneE164,
    visitorId: filled(visitorId),
  };
  return { texts, engagement: engagements?.of(engagementIdentities(tenant, person, hash)) ?? [] };
}
