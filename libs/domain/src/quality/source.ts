import { slug, textKey } from '../shared/text.ts';

/** The canonical sources, each with what systems and people call it. */
const SOURCES: Readonly<Record<string, string>> = {
  'web-form':
    'web|website|webform|web site|form|contact form|contact us|landing page|site|website form|online form',
  phone: 'phone call|call|inbound call|telephone|tel|hotline|call center|telesales',
  chat: 'live chat|livechat|chatbot|direct chat|web chat|olark chat|chat bot',
  referral: 'referred|reference|word of mouth|recommendation|customer referral|friend',
  'paid-search': 'google ads|adwords|google adwords|sem|ppc|cpc|bing ads|paid|search ads|paid ads',
  'organic-search': 'organic|seo|google|bing|search|search engine',
  'paid-social': 'facebook ads|linkedin ads|instagram ads|social ads',
  social: 'social media|facebook|linkedin|twitter|x|instagram|organic social|youtube|tiktok',
  email: 'e mail|mail|newsletter|email campaign|mailing|email marketing',
  display: 'banner|display ads|programmatic|remarketing|retargeting',
  direct: 'direct traffic|typed in|direct visit',
  event: 'trade show|tradeshow|fair|conference|webinar|seminar|exhibition|events|trade fair',
  partner: 'reseller|channel|channel partner|partners|distributor|affiliate|field partner',
  outbound: 'cold call|cold email|prospecting|outreach|field sales|fields sales|sdr',
  customer: 'existing client|existing customer|upsell|cross sell|client',
  import: 'imported|csv|upload|list|list import|crm import|purchased list',
  unknown: 'other|misc|various|not set',
};

const INDEX = new Map(
  Object.entries(SOURCES).flatMap(([source, aliases]) =>
    [textKey(source), ...aliases.split('|')].map((key) => [key, source] as const),
  ),
);

/** Canonical source as a slug. A source that the table does not know keeps its own slug; none at all is `unknown`. */
export function canonicalSource(text: string | null): string {
  if (text === null) return 'unknown';
  return INDEX.get(textKey(text)) ?? (slug(text) || 'unknown');
}
