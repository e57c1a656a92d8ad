import { slug } from '../shared/text.ts';

/** Channels that a medium turns one channel into: a click on an advertisement comes from the same place as any other. */
const BY_MEDIUM: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map(
  Object.entries({
    cpc: { 'organic-search': 'paid-search', social: 'paid-social', unknown: 'paid-search' },
    'paid-social': { social: 'paid-social', 'organic-search': 'paid-social', unknown: 'paid-social' },
    display: { 'organic-search': 'display', social: 'display', unknown: 'display' },
    organic: { unknown: 'organic-search' },
    social: { unknown: 'social' },
    email: { unknown: 'email' },
    referral: { unknown: 'referral' },
    affiliate: { unknown: 'partner', referral: 'partner' },
    none: { unknown: 'direct' },
  }).map(([medium, channels]) => [medium, new Map(Object.entries(channels))]),
);

/**
 * Canonical source of a lead, a channel: what the vocabulary makes of the text (`reading`), else the text's own slug; none at all
 * is `unknown`. The canonical medium decides between paid and organic, as Google Analytics' channel groups do.
 */
export function canonicalSource(text: string | null, reading: string | null, medium: string | null): string {
  const channel = text === null ? 'unknown' : (reading ?? (slug(text) || 'unknown'));
  return BY_MEDIUM.get(medium ?? '')?.get(channel) ?? channel;
}
