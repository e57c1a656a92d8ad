import { randomUUID } from 'node:crypto';
import { LeadlineError, type ModelReleased } from '@leadline/contracts';
import {
  type Comparison,
  comparisonOf,
  duel,
  EVERYBODY,
  type Example,
  type ModelStore,
  objectionTo,
  type ReleaseLog,
  type Scorer,
  trainable,
  trainingSet,
} from '@leadline/models';
import type { Cluster } from '../cluster.ts';
import { knownDeals } from '../training/read.ts';
import type { NamedModel } from './named.ts';
import { announce, readReleases } from './releases.ts';

/** Who wants a model in charge, of whose leads, and why. */
export interface Order {
  /** A tenant, or `*` for all without a release of their own. */
  readonly tenant: string;
  readonly by: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

/** Also against what? */
export interface Insistence {
  /** Whatever its card or a comparison says. */
  readonly force: boolean;
  /** Although it cannot be compared. */
  readonly uncompared: boolean;
}

/** What was said on `model.released`; null: nothing, as it is so already. */
export interface Released {
  readonly event: ModelReleased | null;
  readonly version: string | null;
}

/**
 * Puts a model in charge. It is taken into the store first, so that every scoring instance finds it.
 * @throws LeadlineError LEADLINE_MODEL_REFUSED, LEADLINE_MODEL_WORSE, LEADLINE_MODEL_UNCOMPARED, LEADLINE_MODEL_INVALID
 */
export async function release(
  cluster: Cluster,
  store: ModelStore,
  { scorer, folder }: NamedModel,
  order: Order,
  { force, uncompared }: Insistence,
): Promise<Released> {
  const { card } = scorer;
  const log = await readReleases(cluster);
  const replaces = log.inCharge(order.tenant);
  if (log.scopes().get(order.tenant) === card.version) return { event: null, version: card.version };
  const comparison = await compare(cluster, store, scorer, replaces, order);
  const objection = objectionTo(card, comparison);
  const isAccepted = force || (uncompared && objection?.code === 'LEADLINE_MODEL_UNCOMPARED');
  if (objection !== null && !isAccepted) throw objection;
  if (folder !== null) await take(store, folder, card.version);
  const words = objection === null ? comparison.words : objection.message;
  const event = eventOf(order, { action: 'release', version: card.version, replaces, comparison: words, forced: objection !== null }); // prettier-ignore
  await announce(cluster, event);
  return { event, version: card.version };
}

/** Training may have written another model into the folder while this one was compared. */
async function take(store: ModelStore, folder: string, version: string): Promise<void> {
  const { version: taken } = await store.put(folder);
  if (taken === version) return;
  const message = `The folder held ${version.slice(0, 12)} at first and holds ${taken.slice(0, 12)} now. Nothing is released: look at it again.`;
  throw new LeadlineError('LEADLINE_MODEL_INVALID', message, { where: folder });
}

/**
 * Goes back to the release before the last one of the tenant that was not taken back.
 * @throws LeadlineError LEADLINE_RELEASE_NONE, and what loading throws if the former model is not there any more.
 */
export async function rollback(cluster: Cluster, store: ModelStore, order: Order): Promise<Released> {
  const log = await readReleases(cluster);
  const version = log.former(order.tenant);
  if (version === undefined) throw nothingToTakeBack(order.tenant, log);
  if (version !== null) await (await store.open(version)).close();
  const replaces = log.inCharge(order.tenant);
  const event = eventOf(order, { action: 'rollback', version, replaces, comparison: null, forced: false });
  await announce(cluster, event);
  return { event, version };
}

type Said = Pick<ModelReleased, 'action' | 'version' | 'replaces' | 'comparison' | 'forced'>;

const eventOf = ({ at, ...order }: Order, said: Said): ModelReleased => ({
  eventId: randomUUID(),
  ...order,
  ...said,
  occurredAt: at,
});

/** By the cards if both were judged by the same deals, else by the deals that have come in since both were trained. */
async function compare(
  cluster: Cluster,
  store: ModelStore,
  candidate: Scorer,
  version: string | null,
  { tenant, at }: Order,
): Promise<Comparison> {
  if (version === null) return comparisonOf(candidate.card, null);
  const inCharge = await store.open(version).catch(() => undefined);
  try {
    const byCards = comparisonOf(candidate.card, inCharge?.card);
    if (byCards.verdict !== 'unknown' || inCharge === undefined) return byCards;
    return await duel(candidate, inCharge, await dealsOf(cluster, tenant, at));
  } finally {
    await inCharge?.close();
  }
}

async function dealsOf(cluster: Cluster, tenant: string, at: number): Promise<readonly Example[]> {
  const deals = await knownDeals(cluster);
  const own = tenant === EVERYBODY ? deals : deals.filter((deal) => deal.tenant === tenant);
  return trainable(trainingSet(own, at).examples).examples;
}

function nothingToTakeBack(tenant: string, log: ReleaseLog): LeadlineError {
  const others = [...new Set(log.events.map((event) => event.tenant))].filter((name) => name !== tenant);
  const whose = tenant === EVERYBODY ? 'all tenants' : `tenant ${tenant}`;
  const message = `No release for ${whose} stands. There are releases for: ${others.join(', ') || 'nobody'}.`;
  return new LeadlineError('LEADLINE_RELEASE_NONE', message, { where: '--tenant' });
}
