import { joinedSpans } from '@leadline/domain';
import { absences, holidayList, holidays, spansOf } from '@leadline/reference';
import { z } from 'zod';
import { leadSaid, postal } from './postal.ts';
import { week } from './week.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be small letters, digits and hyphens, such as mid-market');
const text = z.string().trim().min(1).max(200);
const said = z.string().trim().min(1).max(500);
const condition = (meaning: string) => z.string().min(1).describe(`CEL: ${meaning}`);
const count = z.number().int().min(0);
const minutes = z.number().int().min(1).max(525_600);
const usualLeads = z.number().min(0).max(100);

/** The settings of the engine, as `Policy` of the domain has them; a test holds the two together. */
const settings = {
  version: text.max(100).describe('Name of the release. Stands in every decision that it made.'),
  strategy: z
    .enum(['value', 'round-robin'])
    .optional()
    .describe('value: the best match by `objective`. round-robin: whoever has waited longest.'),
  objective: z
    .enum(['value', 'probability'])
    .optional()
    .describe('What the best match maximises: P(win) x expected value, or P(win) alone.'),
  hours: z
    .enum(['required', 'next-shift', 'ignore'])
    .optional()
    .describe(
      'required: a lead goes only to reps who are at work. next-shift: also to one who is at work within a week; the time until then counts as waiting. ignore: nobody looks at hours.',
    ),
  owner: z
    .strictObject({
      overflow: z.number().min(0).max(100).describe('An owner takes leads up to capacity times this.'),
      respectHours: z.boolean().describe("Whether an owner's lead waits for the owner's working hours."),
    })
    .partial()
    .optional(),
  congestion: z
    .strictObject({
      perOpenShare: z
        .number()
        .min(0)
        .max(10_000_000)
        .describe('What a rep at full capacity loses on the win logit, in millionths; in proportion below.'),
      delay: z
        .number()
        .min(0)
        .max(10_000_000)
        .describe(
          'What each e-fold of the wait for a first answer, beyond five minutes, takes from the win logit, in millionths.',
        ),
    })
    .partial()
    .optional(),
  price: z
    .strictObject({
      perBacklogHour: usualLeads.describe('For each hour of work that waits for the rep, in usual leads.'),
      perFullDay: usualLeads.describe(
        'For a rep who has got the daily cap, in usual leads; in proportion below.',
      ),
      perFullCapacity: usualLeads.describe('For a rep at capacity, in usual leads; in proportion below.'),
    })
    .partial()
    .optional(),
  work: z
    .strictObject({
      minutes: z
        .number()
        .min(0)
        .max(1440)
        .describe('Minutes of work of each lead; 0: as scoring estimates it.'),
      kinds: z
        .array(
          z.strictObject({
            when: condition('whether a lead is of the kind'),
            minutes: z.number().int().min(1).max(1440).describe('Minutes of work of such a lead.'),
          }),
        )
        .describe('What is known of the work of kinds of leads: the first that a lead is of holds.'),
    })
    .partial()
    .optional(),
  waiting: z
    .strictObject({
      deadlineMinutes: minutes.describe('After this time a waiting lead is escalated.'),
      floor: z.number().min(0).max(1_000_000_000).describe('Least worth that a waiting lead counts with.'),
      joint: z
        .boolean()
        .describe(
          'Whether leads of the line are decided together, so that whoever needs a rep most gets the rep.',
        ),
      backlogHours: z
        .number()
        .min(0.1)
        .max(1000)
        .describe(
          'A lead of the line is served only while fewer hours of work than this wait for one of its candidates, so that it does not put off the answer to leads that have just come; a lead past its deadline always.',
        ),
    })
    .partial()
    .optional(),
  fairness: z
    .strictObject({
      band: z.number().min(0).max(10).describe('How far a rep may be from the fair share, as a share of it.'),
      workHours: z
        .number()
        .min(1)
        .max(10_000)
        .describe('Working hours over which what was given fades to a third.'),
      atMost: z
        .number()
        .min(0)
        .max(1)
        .describe("What it may give up for one lead, as a share of the best match's worth; without it: all."),
      tiers: z
        .record(
          text,
          z.strictObject({ band: z.number().min(0).max(10), atMost: z.number().min(0).max(1) }).partial(),
        )
        .describe('What is otherwise for reps of a tier, by its name.'),
    })
    .partial()
    .optional()
    .describe('Keeps what reps are given within a band around their fair share. Without it: no fairness.'),
  exploration: z
    .strictObject({
      share: z.number().min(0).max(0.5).describe('Share of leads with near ties that are drawn for evenly.'),
      band: z.number().min(0).max(1).describe('How much less worth than the best a rep may be who is drawn.'),
      perDay: count.max(1_000_000).describe('Such leads in a day at most; without it: as many as come.'),
    })
    .partial()
    .optional()
    .describe('Tries reps who are nearly as good as the best, at random and on record. Without it: never.'),
  amend: z
    .enum(['keep', 'redecide'])
    .optional()
    .describe('What becomes of a lead that a rep has when what it says is changed.'),
} as const;

export const SETTINGS = Object.keys(settings) as readonly (keyof typeof settings)[];

const segments = z
  .record(name, condition('whether a lead is of the segment'))
  .describe('Kinds of lead by name; a condition asks `segment("name")`.');

const teams = z
  .record(
    name,
    z.union(
      [
        z.strictObject({ reps: z.array(text).min(1), holidays: holidays.optional() }),
        z.strictObject({ where: condition('whether a rep is in the team'), holidays: holidays.optional() }),
      ],
      'must have `reps`, a list of rep ids, or `where`, a condition on the rep',
    ),
  )
  .describe('Groups of reps by name; a condition asks `team("name")`.');

const country = z
  .string()
  .regex(/^([A-Z]{2}|\*)$/, 'must be an ISO 3166 code of two capitals, or * for all others');
const region = z
  .string()
  .regex(/^[A-Z]{2}-[A-Z0-9]{1,3}$/, 'must be an ISO 3166-2 code, such as US-CA or DE-BY');
const territory = z
  .strictObject({
    countries: z.array(country).default([]).describe('Countries of the lead; * is all that no other names.'),
    regions: z
      .array(region)
      .default([])
      .describe('Regions of the lead (ISO 3166-2); they go before countries.'),
    postal: postal.default({}),
    accounts: z.array(text).default([]).describe("Ids of the lead's account; they go before the others."),
    team: name.optional().describe('Team to which leads of the territory go.'),
  })
  .refine(
    ({ countries, regions, postal: areas, accounts }) =>
      [...countries, ...regions, ...Object.keys(areas), ...accounts].length > 0,
    'must have `countries`, `regions`, `postal` or `accounts`',
  );
const territories = z
  .record(name, territory)
  .describe('Where leads come from; a condition asks `territory("name")`.');

const rule = z
  .strictObject({
    id: name,
    when: condition('leads to which the rule applies; without it: all').optional(),
    require: condition('what has to hold for a rep who gets such a lead').optional(),
    prefer: condition('what speaks for a rep').optional(),
    percent: z
      .number()
      .int()
      .min(1)
      .max(100)
      .optional()
      .describe('By how much of its worth a preferred match counts more.'),
  })
  .refine(({ require, prefer }) => (require === undefined) !== (prefer === undefined), {
    message: 'must have either `require` or `prefer`',
  })
  .refine(({ prefer, percent }) => (prefer === undefined) === (percent === undefined), {
    message: '`prefer` and `percent` go together',
  });

const team = name.describe('Name of a team.');
const weights = z
  .array(z.strictObject({ team, weight: z.number().min(0.1).max(100) }))
  .describe('Share of each team member in the rotation, where 1 is normal.');
const caps = z
  .array(
    z
      .strictObject({ team, perHour: count, perDay: count, perWeek: count })
      .partial({ perHour: true, perDay: true, perWeek: true }),
  )
  .describe("New leads for each member of a team at most, by the member's own clock.");
const relax = z
  .array(z.strictObject({ afterMinutes: minutes, drop: z.array(name).min(1) }))
  .describe('Rules that no longer hold for a lead that has waited so long.');
const overflow = z
  .strictObject({ afterMinutes: minutes, team })
  .describe('The team that may take leads that have waited so long.');
const transfer = z
  .strictObject({ afterMinutes: minutes, workspace: text.describe('Name of another workspace.') })
  .describe('The workspace to which leads are handed on for whom nobody has been found in so long.');

const clock = z.number().int().min(0).max(1440);
/** A rep as `POST /v1/reps` takes one, with the same presets. */
const written = z.strictObject({
  repId: text,
  active: z.boolean().default(true),
  territories: z.array(text).default(['*']),
  skills: z.array(text).default(['*']),
  languages: z.array(text).default([]),
  tier: z.string().default('standard'),
  timeZone: text.default('UTC'),
  workDays: z.array(z.number().int().min(1).max(7)).default([1, 2, 3, 4, 5]),
  workStart: clock.default(540),
  workEnd: clock.default(1020),
  capacity: count.default(50),
  dailyCap: count.default(1000),
  absences,
  holidays,
});
const rep = written.transform(({ absences: leave, holidays: days, ...own }) => {
  const away = joinedSpans(spansOf(leave, holidayList(days).days));
  return away.length === 0 ? own : { ...own, away };
});
const reps = z.array(rep).describe('Reps for lint and examples; they are not released.');

const byRep = (value: z.ZodType<number>, meaning: string) =>
  z.record(text, value).default({}).describe(meaning);
const example = z.strictObject({
  name: said,
  at: z.iso
    .datetime({ offset: true, error: 'must be an instant with its offset, such as 2026-03-24T10:00:00Z' })
    .describe('When the lead comes.'),
  lead: leadSaid.prefault({}),
  chance: z.number().gt(0).lt(1).default(0.1).describe('P(win) by an average rep.'),
  chances: byRep(z.number().gt(0).lt(1), 'P(win) by rep; the others are average.'),
  open: byRep(count, 'Open leads by rep.'),
  today: byRep(count, 'Leads of the local day by rep.'),
  hour: byRep(count, 'Leads of the local hour by rep.'),
  week: byRep(count, 'Leads of the local week by rep.'),
  backlog: byRep(count, 'Minutes of work that wait for each rep.'),
  last: byRep(count, 'Turn of the rotation in which a rep had the last lead; none: not yet.'),
  given: byRep(
    z.number().min(0),
    'Expected worth of the leads that each rep was given lately, in money or wins.',
  ),
  pass: byRep(count, 'Pass of the last turn in a weighted rotation, in millionths; none: not yet.'),
  seats: byRep(
    z.number().min(0),
    'What the next seat of a rep is worth more to leads behind it in a joint step, in money or wins.',
  ),
  owner: text.optional().describe("Owner of the lead's account."),
  earlier: text.optional().describe("Rep of the person's earlier lead."),
  declined: z.array(text).default([]).describe('Reps from whom the lead was taken.'),
  waited: count.default(0).describe('Minutes for which the lead has waited.'),
  expect: z
    .strictObject({
      rep: text.nullable().describe('Who gets it; null: it waits.'),
      path: z.union([
        z.enum(['owner', 'value', 'round-robin', 'overflow', 'transfer', 'waiting']),
        z.string().regex(/^relaxed-[1-9]\d?$/, 'must be a path, such as value or relaxed-1'),
      ]),
      reason: text,
      excluded: z.record(text, text).describe('Why a rep is none of the candidates, by rep.'),
    })
    .partial()
    .refine((expected) => Object.keys(expected).length > 0, 'must expect something'),
});

/** A policy file; docs/policy.md says what each key means. */
export const policyFile = z
  .strictObject({
    ...settings,
    workspace: text.optional().describe('Workspace for which the policy is meant.'),
    holidays,
    segments: segments.default({}),
    teams: teams.default({}),
    territories: territories.default({}),
    rules: z.array(rule).default([]),
    weights: weights.default([]),
    caps: caps.default([]),
    relax: relax.default([]),
    overflow: overflow.optional(),
    transfer: transfer.optional(),
    reps: reps.default([]),
    examples: z.array(example).default([]),
    week: week.optional(),
  })
  .meta({ title: 'Leadline policy', description: 'How a workspace routes leads.' });

/** A file of reps for `--reps`. */
export const repsFile = z.strictObject({ reps });

export type PolicyFile = z.output<typeof policyFile>;
export type ExampleData = PolicyFile['examples'][number];
