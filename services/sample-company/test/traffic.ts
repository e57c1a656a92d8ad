import { type Judgement, type Observation, observe, type ProfiledLead } from '@leadline/domain';
import { shippedVocabularies, valueReader } from '@leadline/reference';
import type { LeadBody } from '../src/world/types.ts';
import { createWorld } from '../src/world/world.ts';

/** A lead on its way: when, from whom, what data quality found. */
export interface Sent {
  readonly at: number;
  readonly source: string;
  readonly lead: ProfiledLead;
  readonly finding: Judgement;
  readonly seen: Observation;
}

const DAY = 86_400_000;
const FORTNIGHT = 14 * DAY;

/** `fortnights` times two weeks of one company's traffic without a break or a change, in order. */
export function trafficOf(seed: string, leads: number, fortnights: number): readonly Sent[] {
  return Array.from({ length: fortnights }, (_, part) =>
    fortnightOf(`${seed}/${String(part)}`, leads, part),
  ).flat();
}

function fortnightOf(seed: string, leads: number, part: number): readonly Sent[] {
  const { submissions, manifest, startAt } = createWorld(seed, { leads });
  // Local Mondays to Sundays; what the edge of the world shifts stays with its fortnight.
  const first = startAt + DAY / 2;
  return submissions.flatMap(({ key, sendAt, body }) => {
    if (sendAt < first || sendAt >= first + FORTNIGHT) return [];
    const verdict = manifest.get(key)!.verdict;
    const reasons = verdict.kind === 'quarantine' ? [verdict.reason] : [];
    const own = { lead: leadOf(body), finding: { reasons, issues: [] } };
    return [{ at: sendAt + part * FORTNIGHT, source: body.source, ...own, seen: seen(own) }];
  });
}

const EMPTY = {
  company: null, companyDomain: null, country: null, region: null, timeZone: null, language: null, title: null, industry: null,
  employees: null, product: null, dealType: null, amount: null, campaign: null, accountId: null, postalCode: null, ipCountry: null,
  medium: null, companySize: null, visitorId: null, attributes: {},
}; // prettier-ignore

const said = (text: string | undefined): string | null => text ?? null;

/** As intake writes it on lead.received. */
function leadOf({ email, phone, firstName, lastName, name, message, ...body }: LeadBody): ProfiledLead {
  const contact = {
    email: said(email),
    phone: said(phone),
    firstName: said(firstName),
    lastName: said(lastName),
    name: said(name),
    message: said(message),
  };
  return { ...EMPTY, tenant: 'default', ...body, contact };
}

const read = valueReader(shippedVocabularies());

/** A lead as profiles see it. */
export const seen = ({ lead, finding }: Pick<Sent, 'lead' | 'finding'>): Observation =>
  observe(lead, read, finding, null);
