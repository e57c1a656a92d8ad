import { randomBytes } from 'node:crypto';
import {
  type Delivery,
  type Emit,
  keyedHash,
  type RecordName,
  type Records,
  type TopicName,
} from '@leadline/contracts';
import { qualityStage } from '@leadline/data-quality';
import { scorable, type ScorableLead } from '@leadline/domain';
import { AccountIndex, enrichmentStage } from '@leadline/enrichment';
import { loadRules, loadVocabularies } from '@leadline/reference';
import type { Stage } from '@leadline/stream';

/** Settings of the stages that put leads into canonical values; the names are those of their environment. */
export interface CanonicalOptions {
  readonly LEADLINE_VOCABULARY?: string | undefined;
  readonly LEADLINE_RULES?: string | undefined;
  readonly LEADLINE_ENRICHMENT_COUNTRY?: string | undefined;
}

/** A lead in canonical values, or the codes of the rules that would have kept it back. */
export type Canonical = { readonly lead: ScorableLead } | { readonly reasons: readonly string[] };

/** No stage time of the past is known, and nothing depends on one. */
const clock = (): number => 0;

/**
 * Puts leads into canonical values by the very stages of the pipeline, in this process: a model must learn from what it will
 * see. Who the person is leaves nothing behind.
 */
export function canonicaliser(
  settings: CanonicalOptions,
): (leads: readonly Records['LeadReceived'][]) => Promise<readonly Canonical[]> {
  const vocabularies = loadVocabularies(settings.LEADLINE_VOCABULARY ?? null);
  const accounts = { index: new AccountIndex(), refresh: () => Promise.resolve() };
  const defaultCountry = settings.LEADLINE_ENRICHMENT_COUNTRY ?? null;
  const enrichment = enrichmentStage({ accounts, vocabularies, defaultCountry, clock });
  const rules = { findings: loadRules(settings.LEADLINE_RULES ?? null), bar: 'error' as const };
  // Persons' keys are thrown away: nobody needs to know the secret.
  const quality = qualityStage({
    hash: keyedHash(randomBytes(32).toString('hex')),
    vocabularies,
    rules,
    clock,
  });
  return async (leads) => {
    const arriving = leads.map((lead, at) => deliveryOf('lead.received', 'LeadReceived', lead, at));
    const enriched = await concluded(enrichment, arriving);
    const assessed = await concluded(
      quality,
      enriched.map(([{ value }], at) =>
        deliveryOf('lead.enriched', 'LeadEnriched', value as Records['LeadEnriched'], at),
      ),
    );
    return assessed.map(([{ record, value }]) =>
      record === 'LeadValidated'
        ? { lead: scorable(value as Records['LeadValidated']) }
        : { reasons: (value as Records['LeadQuarantined']).reasons },
    );
  };
}

/** What a stage writes for each delivery; these stages write one record at least. */
async function concluded<In extends RecordName, Facts, Decision, Done>(
  stage: Stage<In, Facts, Decision, Done>,
  batch: readonly Delivery<In>[],
): Promise<readonly (readonly [Emit, ...Emit[]])[]> {
  const facts = await stage.gather(batch, new AbortController().signal);
  return batch.map((delivery) => {
    const emits = stage.conclude(delivery, stage.decide(delivery, facts), undefined);
    return emits as readonly [Emit, ...Emit[]];
  });
}

function deliveryOf<R extends RecordName>(
  topic: TopicName,
  record: R,
  value: Records[R],
  index: number,
): Delivery<R> {
  const { tenant, workspace, leadId } = value as { tenant: string; workspace: string; leadId: string };
  const context = { tenant, workspace, subject: leadId, traceparent: null };
  return { topic, record, value, key: leadId, partition: 0, offset: BigInt(index), timestamp: 0, context };
}
