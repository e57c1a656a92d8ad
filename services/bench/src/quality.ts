import { type Delivery, type Emit, keyedHash, type RecordName } from '@leadline/contracts';
import { qualityStage } from '@leadline/data-quality';
import type { LeadView, Rules } from '@leadline/domain';
import { AccountIndex, enrichmentStage } from '@leadline/enrichment';
import { shippedRules, shippedVocabularies } from '@leadline/reference';
import type { Stage } from '@leadline/stream';
import { familiesOf, type Family } from './quality-families.ts';
import { accountOf, deliveryOf, receivedLead } from './quality-leads.ts';

/** Processor time of a part of the work, or of a whole stage. */
export interface Cost {
  readonly name: string;
  readonly microsPerLead: number;
}

/** What enrichment and data quality cost a lead in process: no I/O, no encoding. */
export interface QualityCosts {
  readonly families: readonly Cost[];
  /** The stages whole: the families, and what joins them. */
  readonly stages: readonly Cost[];
  /** Both stages together. */
  readonly microsPerLead: number;
}

export interface QualityPlan {
  /** Accounts in memory. */
  readonly accounts: number;
  /** Leads of one round. */
  readonly leads: number;
  readonly rounds: number;
}

const vocabularies = shippedVocabularies();
const clock = (): number => 0;

/** Measures each family by itself, then the stages that are made of them. */
export async function measureQuality({ accounts, leads, rounds }: QualityPlan): Promise<QualityCosts> {
  const index = new AccountIndex();
  for (let at = 0; at < accounts; at += 1) index.put(`default/acc-${at}`, accountOf(at));
  const received = Array.from({ length: leads }, (_, at) => receivedLead(at, accounts));
  const known = { index, refresh: async () => undefined };
  const enrichment = enrichmentStage({ accounts: known, vocabularies, defaultCountry: null, clock });
  const arriving = received.map((lead, at) => deliveryOf('LeadReceived', lead, at));
  const enriched = (await passed(enrichment, arriving)).flatMap(({ record, value }, at) =>
    record === 'LeadEnriched' && value !== null ? [deliveryOf(record, value, at)] : [],
  );
  const views: LeadView[] = [];
  const seen: Rules['findings'] = (view) => {
    views.push(view);
    return [];
  };
  await passed(qualityBy(seen), enriched);
  const quality = qualityBy(shippedRules());
  const measured = async (parts: readonly Family[]): Promise<readonly Cost[]> => {
    const costs: Cost[] = [];
    for (const part of parts) costs.push(await costOf(part, leads, rounds));
    return costs;
  };
  const families = await measured(familiesOf({ received, views, index }));
  const stages = await measured([
    { name: 'enrichment', work: () => passed(enrichment, arriving) },
    { name: 'data-quality', work: () => passed(quality, enriched) },
  ]);
  const microsPerLead = stages.reduce((sum, cost) => sum + cost.microsPerLead, 0);
  return { families, stages, microsPerLead };
}

const qualityBy = (findings: Rules['findings']) =>
  qualityStage({
    hash: keyedHash('a secret for the bench'),
    vocabularies,
    rules: { findings, bar: 'error' },
    clock,
  });

/** What a stage makes of a batch, without what it acts. */
async function passed<In extends RecordName, Facts, Decision, Done>(
  stage: Stage<In, Facts, Decision, Done>,
  batch: readonly Delivery<In>[],
): Promise<readonly Emit[]> {
  const facts = await stage.gather(batch, new AbortController().signal);
  return batch.flatMap((delivery) => stage.conclude(delivery, stage.decide(delivery, facts), undefined));
}

async function costOf({ name, work }: Family, leads: number, rounds: number): Promise<Cost> {
  for (let round = 0; round < Math.ceil(rounds / 4); round += 1) await work();
  const began = process.cpuUsage();
  for (let round = 0; round < rounds; round += 1) await work();
  const { user, system } = process.cpuUsage(began);
  return { name, microsPerLead: (user + system) / (leads * rounds) };
}
