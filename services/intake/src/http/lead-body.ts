import type { Submission } from '@leadline/domain';
import { z } from 'zod';
import { check } from './check.ts';
import { amount, id, maybeWhen, text, workspace } from './fields.ts';

/** Flags that a sender may set. */
const SENDER_FLAGS = ['OCCURRED_AT_MISSING', 'CONTACT_NOT_EXPECTED'] as const;

/** Keeps a lead well below what the broker takes in one record. */
const MAX_ATTRIBUTES = 100;

/** Body of POST /v1/leads. */
export const leadBody = z
  .strictObject({
    source: id('Where the lead comes from, such as `web`.'),
    idempotencyKey: id(
      'Unique per source: the same key is the same lead. Without it the content is the key.',
    ).nullish(),
    workspace,
    occurredAt: maybeWhen('When the lead came about. Without it: now, flagged OCCURRED_AT_MISSING.'),
    email: text('E-mail address as the person wrote it.', 320),
    phone: text('Phone number as the person wrote it.', 100),
    firstName: text('First name.'),
    lastName: text('Last name.'),
    name: text('Full name, where there are no parts.'),
    message: text('What the person wrote.', 20_000),
    company: text('Company.'),
    companyDomain: text('Domain of the company.'),
    country: text('Country, as name or code.'),
    region: text('State or region.'),
    timeZone: text('IANA time zone.'),
    language: text('BCP 47 language.', 35),
    title: text('Job title.'),
    industry: text('Industry.'),
    employees: z
      .number()
      .int()
      .min(0)
      .max(2_000_000_000)
      .nullable()
      .default(null)
      .describe('Size of the company.'),
    product: text('Product of interest.'),
    dealType: text('Kind of deal.'),
    amount: amount('Expected amount in the currency of the workspace.'),
    campaign: text('Campaign.'),
    accountId: text('Account of the CRM.', 200),
    postalCode: text('Postal code.', 30),
    ipCountry: text('Country of the IP address, as code or name, where you have looked it up.', 100),
    medium: text('Medium of the campaign (utm_medium), such as `cpc`.', 100),
    companySize: text(
      'Size of the company as a range or in words (`51-200`, `SMB`), where `employees` is not known.',
      100,
    ),
    visitorId: text('Id that your site has given the browser; engagement under it counts for the lead.', 200),
    consent: z.enum(['granted', 'denied', 'unknown']).default('unknown').describe('Consent to be contacted.'),
    test: z.boolean().default(false).describe('A test, not a lead.'),
    flags: z.array(z.enum(SENDER_FLAGS)).max(10).default([]).describe('What the sender knows to be amiss.'),
    attributes: z
      .record(z.string().max(200), z.string().max(2_000))
      .refine(
        (fields) => Object.keys(fields).length <= MAX_ATTRIBUTES,
        `at most ${MAX_ATTRIBUTES} attributes`,
      )
      .default({})
      .describe('Further fields of the source. Not used for routing.'),
  })
  .meta({ id: 'Lead', description: 'A lead as its sender describes it. Only `source` is needed.' });

export type LeadBody = z.output<typeof leadBody>;

/** `key`: the header Idempotency-Key, which counts where the body has none. */
export function submissionOf(body: LeadBody, key: string | null): Submission {
  const { email, phone, firstName, lastName, name, message, idempotencyKey, ...rest } = body;
  return {
    ...rest,
    idempotencyKey: idempotencyKey ?? key,
    contact: { email, phone, firstName, lastName, name, message },
  };
}

/**
 * Reads a body of POST /v1/leads, for whoever takes leads in by another way.
 * @throws LeadlineError LEADLINE_INTAKE_INVALID
 */
export const readSubmission = (body: unknown): Submission => submissionOf(check(leadBody, body), null);
