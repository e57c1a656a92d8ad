import { MINUTE } from '@leadline/domain';
import type { Example } from '../train/example.ts';
import type { KnownDeal } from './known-deal.ts';

/** From this share of deals on, first touches are told of deals as such. */
const TOLD = 0.9;

/**
 * Whether first touches are told of so many deals that ended that they may count. If they are told of some only, those are the ones
 * where somebody was reached, which is half of a win: what they waited must not be compared with what others did.
 */
export function areTouchesTold(deals: readonly KnownDeal[]): boolean {
  const ended = deals.filter(({ end, decision }) => end !== null && decision !== undefined);
  const told = ended.filter(({ contactedAt, end }) => contactedAt !== undefined && contactedAt <= end!.at);
  return ended.length > 0 && told.length >= TOLD * ended.length;
}

/** What an example says of its decision: nothing where another system made it. */
export function decidedOf(
  { decision, decidedAt, occurredAt, contactedAt }: KnownDeal,
  touched: boolean,
): Pick<Example, 'decidedAt' | 'path' | 'strain'> {
  if (decision === undefined) return {};
  const found = { decidedAt, ...(decision.path === null ? {} : { path: decision.path }) };
  if (touched && contactedAt === undefined) return found;
  const until = touched ? contactedAt! : decidedAt;
  const waitMinutes = Math.max(0, (until - occurredAt) / MINUTE);
  return { ...found, strain: { waitMinutes, newToday: decision.newToday } };
}
