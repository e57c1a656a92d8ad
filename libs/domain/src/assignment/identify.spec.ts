import { type PersonFacts, traitsOf } from '../identity/index.ts';
import { command, DAY, MONDAY, outcome, rep, scored, sha256, ticked, world } from '../../test/scenario.ts';

const nobody = {
  email: null,
  phoneE164: null,
  name: null,
  accountId: null,
  companyDomain: null,
  company: null,
};
const identity = (person: Partial<PersonFacts>) =>
  traitsOf(
    'default',
    { ...nobody, ...person },
    (text) => sha256(text).slice(0, 32),
    (text) => text,
  );
const lead = (leadId: string, person: Partial<PersonFacts>) =>
  scored(leadId, { personKey: null, identity: identity(person) });

const ann = { name: 'Ann Lee', email: 'ann@acme.io', company: 'Acme' };

describe('a person who is met again', () => {
  test('surely: a duplicate, with the evidence', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann));
    const { settled } = given.send(
      lead('l2', { name: 'Lee, Ann', email: 'al@web.de', company: 'ACME Inc.' }),
    );
    expect(settled[0]).toMatchObject({ leadId: 'l2', state: 'duplicate', duplicateOf: 'l1' });
    expect(given.lead('l2').reasons).toEqual(['MAILBOX_OTHER', 'COMPANY_SAME', 'NAME_SAME']);
    expect(given.open('anna')).toBe(1);
  });

  test('perhaps: marked and told, and routed as any other', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann));
    const { ledger } = given.send(lead('l2', { name: 'A. Lee', email: 'al@web.de', company: 'Acme' }));
    const evidence = ['MAILBOX_OTHER', 'COMPANY_SAME', 'NAME_PART'];
    expect(given.lead('l2')).toMatchObject({
      state: 'assigned',
      duplicateOf: null,
      possibleDuplicates: [{ leadId: 'l1', score: 20, evidence }],
    });
    expect(ledger).toMatchObject([
      { kind: 'possible-duplicate', leadId: 'l2', duplicateOf: 'l1', reason: `${evidence.join(' ')} 20` },
      { kind: 'assigned' },
    ]);
  });

  test('by what was said the second time, too', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), lead('l2', { email: 'ann@acme.io', phoneE164: '+1' }));
    given.send(lead('l3', { phoneE164: '+1' }));
    expect(given.lead('l3')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
  });

  test('after a close: a new lead for the earlier rep', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), outcome('l1', 'lost'), rep('ben'));
    given.send(lead('l2', { ...ann, email: 'ann+2@acme.io' }));
    expect(given.lead('l2')).toMatchObject({ state: 'assigned', repId: 'anna', path: 'owner' });
  });

  test('a colleague is nobody we know', () => {
    const given = world();
    given.send(
      rep('anna'),
      lead('l1', ann),
      lead('l2', { ...ann, name: 'Abel Lang', email: 'abel@acme.io' }),
    );
    expect(given.lead('l2')).toMatchObject({ state: 'assigned', possibleDuplicates: [] });
  });
});

describe('merge and split', () => {
  test('a merge takes the lead from its rep, a split gives it back, and each once', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), rep('ben'), lead('l2', { email: 'bob@web.de' }));
    const before = given.lead('l2');
    const merge = command('l2', 'merge', null, { otherLeadId: 'l1' });
    const { ledger } = given.send(merge);
    expect(ledger).toMatchObject([
      { kind: 'duplicate', repId: before.repId, loadAfter: 0, reason: 'MERGED' },
    ]);
    expect(given.lead('l2')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1', repId: null });
    const split = command('l2', 'split');
    expect(given.send(split).ledger.map(({ kind }) => kind)).toEqual(['split', 'restored']);
    expect(given.lead('l2')).toEqual({ ...before, attempt: 2, seq: given.lead('l2').seq });
    expect(given.open(before.repId ?? '')).toBe(1);
    expect(given.send(split).ledger).toMatchObject([{ kind: 'ignored', reason: 'REPEATED' }]);
  });

  test('a lead that was taken for another gets a rep of its own, and outcomes count again', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), rep('ben'), lead('l2', ann));
    given.send(outcome('l2', 'won'));
    const { ledger } = given.send(command('l2', 'split'));
    expect(ledger.map(({ kind }) => kind)).toEqual(['split', 'assigned']);
    expect(given.lead('l2')).toMatchObject({ state: 'assigned', attempt: 2, duplicateOf: null, reasons: [] });
    given.send(outcome('l2', 'won'));
    expect(given.lead('l2').state).toBe('closed');
  });

  test('a merged lead that waited waits again', () => {
    const given = world();
    given.send(lead('l1', ann), lead('l2', { email: 'bob@web.de' }));
    given.send(command('l2', 'merge', null, { otherLeadId: 'l1' }), command('l2', 'split'));
    expect(given.lead('l2')).toMatchObject({ state: 'waiting', attempt: 2 });
  });

  test('whoever repeats a merged lead repeats the one that stayed', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), lead('l2', { email: 'bob@web.de' }));
    given.send(command('l2', 'merge', null, { otherLeadId: 'l1' }), lead('l3', { email: 'bob@web.de' }));
    expect(given.lead('l3')).toMatchObject({ state: 'duplicate', duplicateOf: 'l1' });
  });

  test.each([
    ['OTHER_LEAD_MISSING', command('l1', 'merge')],
    ['OTHER_LEAD_MISSING', command('l1', 'merge', null, { otherLeadId: 'l1' })],
    ['OTHER_LEAD_UNKNOWN', command('l1', 'merge', null, { otherLeadId: 'l9' })],
    ['OTHER_LEAD_UNFIT', command('l1', 'merge', null, { otherLeadId: 'l2' })],
    ['NOT_A_DUPLICATE', command('l1', 'split')],
    ['IS_A_DUPLICATE', command('l2', 'merge', null, { otherLeadId: 'l1' })],
  ])('%s is ignored and recorded', (reason, event) => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), lead('l2', ann));
    expect(given.send(event).ledger).toMatchObject([{ kind: 'ignored', reason }]);
  });

  test('nothing is kept of a duplicate longer than a settled lead is remembered', () => {
    const given = world();
    given.send(rep('anna'), lead('l1', ann), lead('l2', ann), outcome('l1', 'won'));
    given.now(MONDAY + 41 * DAY).send(ticked());
    const { leads, payloads, traits, derived } = given.state;
    expect([leads, payloads, traits, derived.meetings].map((rows) => [...rows.values()].length)).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
