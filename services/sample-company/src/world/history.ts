import { createRandom, type Random } from '@leadline/chance';
import { canonicalSource, type ScorableLead } from '@leadline/domain';
import { shippedVocabularies } from '@leadline/reference';
import { JOBS } from './catalogue.ts';
import { drawSource, drawTraits } from './traits.ts';
import { winProbability } from './truth.ts';
import type { RepBody, Traits, World } from './types.ts';

const DAY = 24 * 3_600_000;
const MONTHS_BEFORE = 182 * DAY;
/** Share of the deals that went to just anybody of the workspace; the others went by territory and skill. */
const ANYBODY = 0.25;

/** A closed deal as a CRM remembers it: what was known of the lead at intake, whose it was, how it ended. */
export interface PastDeal {
  readonly tenant: string;
  readonly workspace: string;
  readonly repId: string;
  readonly lead: ScorableLead;
  readonly won: boolean;
  /** Amount won; 0 when lost. */
  readonly amount: number;
  /** When the lead came in, epoch ms. */
  readonly occurredAt: number;
}

/** Six months of won and lost deals before the run, oldest first. */
export function historyOf(world: World): readonly PastDeal[] {
  const { history } = world.options;
  return Array.from({ length: history }, (_, index) => {
    const random = createRandom(`${world.seed}/history/${String(index)}`);
    const account = random.chance(0.4) ? random.pick(world.accounts) : null;
    const traits = drawTraits(random, drawSource(random), account);
    const rep = random.pick(repsFor(random, world.reps, traits));
    const won = random.chance(winProbability(world, traits, rep.repId));
    return {
      tenant: 'default',
      workspace: traits.workspace,
      repId: rep.repId,
      lead: canonicalLead(random, traits),
      won,
      amount: won ? traits.value : 0,
      occurredAt: world.startAt - MONTHS_BEFORE + Math.floor((index / history) * (MONTHS_BEFORE - 20 * DAY)),
    };
  });
}

function repsFor(random: Random, reps: readonly RepBody[], traits: Traits): readonly RepBody[] {
  const workspace = reps.filter((rep) => rep.workspace === traits.workspace);
  if (random.chance(ANYBODY)) return workspace;
  const fitting = workspace.filter(
    ({ territories, skills }) =>
      territories.includes(traits.country) && (skills.includes(traits.product) || skills.includes('*')),
  );
  return fitting.length > 0 ? fitting : workspace;
}

/** The lead in canonical values, with the gaps that forms leave. */
function canonicalLead(random: Random, traits: Traits): ScorableLead {
  const maybe = <T>(share: number, value: T): T | null => (random.chance(share) ? value : null);
  const title = maybe(0.85, random.pick(JOBS[traits.job]!.titles));
  const vocabularies = shippedVocabularies();
  const profile = {
    country: maybe(0.97, traits.country),
    industry: maybe(0.78, traits.industry),
    employees: maybe(0.75, traits.employees),
    seniority: title === null ? null : (vocabularies.seniority(title)?.value ?? null),
    product: traits.product,
  };
  const gaps = [...Object.values(profile), title].filter((value) => value === null).length;
  return {
    ...profile,
    source: canonicalSource(traits.source, vocabularies.source(traits.source)?.value ?? null, null),
    department: title === null ? null : (vocabularies.department(title)?.value ?? null),
    dealType: vocabularies.dealType(traits.dealType)?.value ?? traits.dealType,
    amount: maybe(0.3, Math.round(traits.value)),
    emailKind: random.weighted([
      ['business', 0.58],
      ['free', 0.19],
      ['invalid', 0.15],
      ['none', 0.08],
    ] as const),
    phoneKind: random.weighted([
      ['valid', 0.72],
      ['invalid', 0.04],
      ['none', 0.24],
    ] as const),
    quality: { completeness: 1 - gaps / 8, validity: 1 },
  };
}
