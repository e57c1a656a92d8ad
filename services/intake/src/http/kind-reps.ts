import type { Emit } from '@leadline/contracts';
import { joinedSpans } from '@leadline/domain';
import { absences, holidayList, holidays, spansOf } from '@leadline/reference';
import { z } from 'zod';
import { authorFields, identityOf } from './author.ts';
import { identify, kind } from './event-kind.ts';
import { count, eventId, id, maybeWhen, text, workspace } from './fields.ts';

const timeOfDay = (preset: number, meaning: string) =>
  z.number().int().min(0).max(1440).default(preset).describe(meaning);
const words = (preset: readonly string[], meaning: string) =>
  z
    .array(z.string().trim().min(1).max(200))
    .max(1_000)
    .default([...preset])
    .describe(meaning);

/** Years after this one for which calendars are looked up; whoever sends a rep again has them looked up anew. */
const AHEAD = 2;

export const reps = kind({
  path: 'reps',
  scope: 'roster:write',
  author: 'by',
  summary: 'A rep: territories, skills, working hours, capacity; name and address go to another topic.',
  schema: z
    .strictObject({
      eventId,
      repId: id('Id of the rep, unique in the tenant.'),
      workspace,
      active: z.boolean().default(true).describe('Takes leads at all.'),
      territories: words(['*'], 'Country codes, or * for any.'),
      skills: words(['*'], 'Products or deal types, or * for any.'),
      languages: words([], 'BCP 47 languages; none means any.'),
      tier: z.string().max(100).default('standard').describe('Tier.'),
      timeZone: z.string().min(1).max(100).default('UTC').describe('IANA time zone.'),
      workDays: z
        .array(z.number().int().min(1).max(7))
        .max(7)
        .default([1, 2, 3, 4, 5])
        .describe('1 Monday to 7 Sunday.'),
      workStart: timeOfDay(540, 'First minute of the local working day.'),
      workEnd: timeOfDay(1020, 'Minute at which the local working day ends.'),
      capacity: count('Open leads at most.').default(50),
      dailyCap: count('New leads a local day at most.').default(1_000),
      absences,
      holidays,
      occurredAt: maybeWhen('When this became true. Without it: now.'),
      name: text('Name of the rep.'),
      email: text('E-mail address of the rep.', 320),
      phone: text('Phone number of the rep.', 100),
      ...authorFields,
    })
    .meta({ id: 'Rep' }),
  records({ name, email, phone, absences: leave, holidays: days, by, reason, ...said }, scope) {
    const { tenant, now } = scope;
    const year = new Date(said.occurredAt ?? scope.now).getUTCFullYear();
    const away = joinedSpans(spansOf(leave, holidayList(days, year, year + AHEAD).days));
    // A body without absences is the event that it was before there were any.
    const body = away.length === 0 ? said : { ...said, away };
    const { repId } = body;
    const occurredAt = body.occurredAt ?? now;
    const rep = {
      ...body,
      away,
      by,
      reason,
      tenant,
      occurredAt,
      eventId: identify('RepUpserted', { ...body, ...identityOf({ by, reason }), occurredAt }, scope),
    };
    const contact = {
      tenant,
      workspace: body.workspace,
      repId,
      name: name ?? repId,
      email: email ?? '',
      phone,
    };
    const contactKnown = name !== null || email !== null || phone !== null;
    const emits: Emit[] = [
      { topic: 'assignment.in', record: 'RepUpserted', key: body.workspace, value: rep },
    ];
    if (contactKnown)
      emits.unshift({
        topic: 'rep.contact',
        record: 'RepContact',
        key: `${tenant}/${repId}`,
        value: contact,
      });
    return { emits, answer: { eventId: rep.eventId, repId } };
  },
});
