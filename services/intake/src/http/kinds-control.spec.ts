import { OUTCOME_CONTRACT } from '@leadline/domain';
import { commands } from './kinds-control.ts';

const hash = (text: string) => text;
const scope = { tenant: 'default', now: 1_790_000_000_000, key: null, outcomes: OUTCOME_CONTRACT, hash };
const read = (body: object) => commands.schema.safeParse(body);

test('a merge names the lead that stays', () => {
  const parsed = read({ leadId: 'l2', command: 'merge', otherLeadId: 'l1' });
  expect(parsed.success).toBe(true);
  expect(commands.records(parsed.data, scope).emits[0]).toMatchObject({
    topic: 'assignment.in',
    record: 'LeadCommanded',
    value: { leadId: 'l2', command: 'merge', otherLeadId: 'l1', repId: null },
  });
});

test.each([
  [{ leadId: 'l2', command: 'merge' }, 'otherLeadId'],
  [{ leadId: 'l2', command: 'unmerge' }, 'command'],
])('%j is refused, and the field is named', (body, field) => {
  expect(read(body).error?.issues[0]?.path).toEqual([field]);
});

test('a split needs nothing but its lead', () => {
  expect(read({ leadId: 'l2', command: 'split' }).success).toBe(true);
});
