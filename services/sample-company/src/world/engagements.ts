import { DAY, MINUTE } from '@leadline/domain';
import { createRandom, type Random } from '@leadline/chance';
import type { LeadTruth, Submission, World } from './types.ts';

/** Share of the leads whose browser was on the site before. */
const SHARE = 0.2;
const PAGES = ['/', '/products', '/products/meter', '/pricing', '/references', '/support'];

/** An engagement as POST /v1/engagements takes one. */
export interface EngagementBody {
  readonly eventId: string;
  readonly kind: 'page' | 'email' | 'form';
  readonly what: string;
  readonly occurredAt: number;
  readonly email?: string;
  readonly visitorId?: string;
  readonly seconds?: number;
  readonly clicked?: boolean;
  readonly fields?: number;
}

/** What people do on the site and with e-mails of the company, before they send a lead and after. */
export interface Browsing {
  readonly engagements: readonly EngagementBody[];
  /** Id of the browser by submission key. */
  readonly visitors: ReadonlyMap<string, string>;
  /** How much lies before the lead, by submission key: none of it longer ago than 90 days. */
  readonly before: ReadonlyMap<string, number>;
}

/** The browsing of a world: the same world, the same browsing. Apart from the world, so that old worlds stay as they are. */
export function browsingOf(world: World): Browsing {
  const engagements: EngagementBody[] = [];
  const visitors = new Map<string, string>();
  const before = new Map<string, number>();
  for (const submission of world.submissions) {
    const { key } = submission;
    const truth = world.manifest.get(key);
    const random = createRandom(`${world.seed}/engagement/${key}`);
    // A duplicate would be known by what its original did, too.
    if (visitors.has(key) || truth === undefined || truth.verdict.kind === 'duplicate') continue;
    if (!random.chance(SHARE)) continue;
    const visitorId = `browser-${key}`;
    const earlier = earlierOf(random, submission, truth, visitorId);
    visitors.set(key, visitorId);
    before.set(key, earlier.length);
    engagements.push(...earlier, laterOf(random, submission, visitorId));
  }
  return { engagements, visitors, before };
}

function earlierOf(
  random: Random,
  { key, body }: Submission,
  { verdict, mailable }: LeadTruth,
  visitorId: string,
): readonly EngagementBody[] {
  const ago = (least: number, most: number): number => body.occurredAt - random.int(least, most);
  const pages = Array.from({ length: random.int(1, 4) }, (_, index): EngagementBody => ({
    eventId: `${key}/page-${String(index)}`,
    kind: 'page',
    what: random.pick(PAGES),
    occurredAt: ago(MINUTE, 14 * DAY),
    visitorId,
    seconds: random.int(5, 180),
  }));
  const form: EngagementBody = {
    eventId: `${key}/form`,
    kind: 'form',
    what: 'white-paper',
    occurredAt: ago(DAY, 40 * DAY),
    visitorId,
    fields: random.int(2, 8),
  };
  const own = verdict.kind === 'valid' && mailable && body.email !== undefined;
  const mail: EngagementBody = {
    eventId: `${key}/email`,
    kind: 'email',
    what: 'spring-fair',
    occurredAt: ago(DAY, 60 * DAY),
    email: body.email ?? '',
    clicked: true,
  };
  return [...pages, ...(random.chance(0.3) ? [form] : []), ...(own && random.chance(0.5) ? [mail] : [])];
}

/** Back on the site soon after: what no figure of the lead may know of. */
function laterOf(random: Random, { key, body }: Submission, visitorId: string): EngagementBody {
  const occurredAt = body.occurredAt + random.int(1, 180 * MINUTE);
  return { eventId: `${key}/later`, kind: 'page', what: '/support', occurredAt, visitorId };
}
