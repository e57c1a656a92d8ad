import { type EngagementRecorded, LeadlineError } from '@leadline/contracts';
import { ENGAGEMENT_KINDS, engagementIdentities, filled } from '@leadline/domain';
import { emailOf, phoneOf } from '@leadline/reference';
import { z } from 'zod';
import { type EventScope, identify, kind } from './event-kind.ts';
import { count, eventId, id, text, when } from './fields.ts';

const seconds = 'Time on the page or at the event, in seconds.';
const fact = (meaning: string) => z.boolean().nullable().default(null).describe(meaning);

const schema = z
  .strictObject({
    eventId,
    kind: z.enum(ENGAGEMENT_KINDS).describe('page, email, form or event.'),
    what: id('Address of the page, campaign of the e-mail, or name of the form or event.'),
    occurredAt: when('When it happened.'),
    email: text('E-mail address of who did it.', 320),
    phone: text('Phone number of who did it, with its country code (`+49 …`).', 100),
    visitorId: text('Id that your site has given the browser; the lead names it, too.', 200),
    seconds: count(seconds).nullable().default(null),
    opened: fact('Whether the e-mail was opened.'),
    clicked: fact('Whether something in the e-mail was clicked.'),
    fields: count('Fields filled in the form.').nullable().default(null),
  })
  .meta({ id: 'Engagement' });
type Body = z.output<typeof schema>;

/** Engagement before a lead. Who it was leaves this place as keyed hashes alone. */
export const engagements = kind({
  path: 'engagements',
  scope: 'engagements:write',
  author: null,
  summary:
    'Somebody has seen a page, opened an e-mail, filled a form or attended an event. Say who by email, phone or visitorId.',
  schema,
  records(body, scope) {
    const { tenant, now, hash } = scope;
    refuseUnfit(body, now);
    const { kind: which, occurredAt, seconds: time, opened, clicked, fields } = body;
    const identities = identitiesOf(body, scope);
    const said = {
      identities,
      kind: which,
      what: whatOf(body),
      occurredAt,
      seconds: time,
      opened,
      clicked,
      fields,
    };
    // Hashed, because a sender's id or key may say who it is.
    const named = identify('EngagementRecorded', { ...said, eventId: body.eventId }, scope);
    const value: EngagementRecorded = {
      ...said,
      eventId: hash(`engagement\n${tenant}\n${named}`),
      tenant,
      recordedAt: now,
    };
    return {
      emits: [{ topic: 'engagement.recorded', record: 'EngagementRecorded', key: identities[0]!.key, value }],
      answer: { eventId: value.eventId },
    };
  },
});

/** How far a sender's clock may run ahead, ms. */
const AHEAD_MS = 5 * 60_000;

/** Which facts belong to which kind. */
const FACTS = {
  page: ['seconds'],
  email: ['opened', 'clicked'],
  form: ['fields'],
  event: ['seconds'],
} as const satisfies Readonly<Record<Body['kind'], readonly (keyof Body)[]>>;

function refuseUnfit(body: Body, now: number): void {
  const ahead = body.occurredAt - now;
  if (ahead > AHEAD_MS)
    throw invalid(
      'occurredAt',
      `occurredAt is ${Math.ceil(ahead / 60_000)} min ahead of the clock: an engagement has happened.`,
    );
  const own: readonly string[] = FACTS[body.kind];
  const foreign = Object.values(FACTS)
    .flat()
    .find((name) => body[name] !== null && !own.includes(name));
  if (foreign !== undefined)
    throw invalid(foreign, `${foreign} does not belong to ${body.kind}: that takes ${own.join(' and ')}.`);
  if (body.kind === 'email' && !body.opened && !body.clicked)
    throw invalid('opened', 'An e-mail that was neither opened nor clicked is no engagement.');
  if (/[^\s@/]+(@|%40)[^\s@/]+\.[a-z]{2,}/i.test(whatOf(body)))
    throw invalid('what', 'what holds an e-mail address: name the page, campaign, form or event alone.');
}

/** @throws LeadlineError LEADLINE_INTAKE_INVALID where nothing tells who it was. */
function identitiesOf({ email, phone, visitorId }: Body, { tenant, hash }: EventScope) {
  const person = {
    email: emailOf(filled(email) ?? '')?.address ?? null,
    phoneE164: phoneOf(filled(phone) ?? '', null)?.e164 ?? null,
    visitorId: filled(visitorId),
  };
  const identities = engagementIdentities(tenant, person, hash);
  if (identities.length > 0) return identities;
  const unread = [
    ...(email === null ? [] : ['email is no address']),
    ...(phone === null ? [] : ['phone is no valid number with its country code']),
  ];
  const why = unread.length === 0 ? '' : ` (${unread.join(', ')})`;
  throw invalid('email', `The engagement names nobody${why}: give email, phone or visitorId.`);
}

/** Of a page without its query, which holds tokens and addresses, and makes one page many. */
const whatOf = ({ kind: which, what }: Body): string =>
  which === 'page' ? what.replace(/[?#].*$/s, '') || '/' : what;

const invalid = (where: string, message: string): LeadlineError =>
  new LeadlineError('LEADLINE_INTAKE_INVALID', message, { where });
