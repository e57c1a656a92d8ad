import { fileURLToPath } from 'node:url';
import { commonSettings, port, toggle, url, whole } from '@leadline/service-kit';
import { z } from 'zod';

const template = (name: string) => fileURLToPath(new URL(`../templates/${name}`, import.meta.url));
const MAILBOX = /^[^\s@<>"]+@[^\s@<>"]+$/;

/** Settings of outreach; the names are those of the environment. */
export const settings = z.object({
  ...commonSettings,
  LEADLINE_SMTP: url(['smtp', 'smtps']),
  LEADLINE_OUTREACH_PORT: port(),
  LEADLINE_OUTREACH_COMPANY: z
    .string()
    .min(1)
    .default('Leadline')
    .describe('name of your company, as leads read it'),
  LEADLINE_OUTREACH_FROM: z
    .string()
    .regex(MAILBOX)
    .default('no-reply@leadline.localhost')
    .describe(
      'address that mail comes from, such as no-reply@mail.your-company.com; its domain also stands in message ids',
    ),
  LEADLINE_OUTREACH_UNSUBSCRIBE: z
    .string()
    .regex(MAILBOX)
    .optional()
    .describe(
      'address that takes unsubscribe mail; without it unsubscribe@ the domain of LEADLINE_OUTREACH_FROM',
    ),
  LEADLINE_OUTREACH_UNSUBSCRIBE_URL: url(['https'])
    .optional()
    .describe('https address for one-click unsubscribing (RFC 8058)'),
  LEADLINE_OUTREACH_QUIET: toggle('on', 'no mail to a lead from 21:00 to 08:00 in its time zone'),
  LEADLINE_OUTREACH_SUPPRESSION: z.string().min(1).optional().describe('path of the suppression list'),
  LEADLINE_OUTREACH_TEMPLATE: z
    .string()
    .min(1)
    .default(template('first-contact.txt'))
    .describe('path of the first mail'),
  LEADLINE_OUTREACH_REP_TEMPLATE: z
    .string()
    .min(1)
    .default(template('rep-notice.txt'))
    .describe("path of the rep's mail"),
  LEADLINE_OUTREACH_PARALLEL: whole(1, 100, 8, 'SMTP connections'),
  LEADLINE_OUTREACH_CONTACTS: whole(1_000, 10_000_000, 500_000, 'contacts kept in memory'),
});

export type Config = z.output<typeof settings>;
