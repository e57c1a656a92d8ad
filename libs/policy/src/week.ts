import { z } from 'zod';

const chance = z.number().gt(0).lt(1);
/** A text, or texts with how often each comes. */
const drawn = z.union([z.string().min(1), z.record(z.string().min(1), z.number().gt(0))]).optional();

const kind = z.strictObject({
  name: z.string().trim().min(1).max(60).describe('What the owner calls such leads.'),
  share: z.number().gt(0).describe('How often they come, beside the shares of the others.'),
  lead: z
    .strictObject({
      source: drawn,
      country: drawn,
      timeZone: drawn,
      language: drawn,
      product: drawn,
      dealType: drawn,
      segment: drawn,
      postalCode: drawn,
    })
    .prefault({})
    .describe('What they say: a text each, or texts with the share of each.'),
  value: z.number().min(0).default(0).describe('Median of the predicted deal size.'),
  spread: z
    .number()
    .min(0)
    .max(2)
    .default(0.4)
    .describe('Standard deviation of the logarithm of the deal size.'),
  minutes: z
    .number()
    .min(1)
    .max(1440)
    .default(60)
    .describe('Work until the first answer is given, as it is estimated.'),
  chance: chance.default(0.1).describe('P(win) by an average rep who answers at once.'),
  chances: z
    .record(z.string().min(1), chance)
    .default({})
    .describe('P(win) by rep; the others are average, but for `skill`.'),
});

/** What usually comes in a week, for `leadline policy week`. */
export const week = z
  .strictObject({
    leads: z.number().int().min(1).max(20_000).describe('Leads of a week, on average.'),
    hours: z
      .enum(['office', 'consumer'])
      .default('office')
      .describe('When leads come: in office hours, or a third of them in the evening.'),
    openDays: z.number().gt(0).max(365).default(7).describe('Days for which a lead stays open, on average.'),
    owned: z.number().min(0).max(1).default(0).describe('Share of the leads whose account has an owner.'),
    skill: z
      .number()
      .min(0)
      .max(2)
      .default(0.2)
      .describe('How far reps differ by kind of lead: standard deviation, in log-odds of a win.'),
    kinds: z.array(kind).min(1).describe('What comes.'),
  })
  .describe('A usual week, for `leadline policy week`; it is not released.');

export type Week = z.output<typeof week>;
export type LeadKind = Week['kinds'][number];
