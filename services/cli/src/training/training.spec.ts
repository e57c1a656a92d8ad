import type { RecordName, Records } from '@leadline/contracts';
import { DAY, OUTCOME_CONTRACT } from '@leadline/domain';
import type { KnownDeal } from '@leadline/models';
import { createDealFold, type Told } from './fold.ts';
import { trainOn } from './train.ts';
import { trainingLines } from './view.ts';

const scope = { leadId: 'l1', tenant: 't', workspace: 'w' };
const LEAD = {
  source: 'web', country: 'DE', industry: null, employees: null, seniority: null, department: null, product: 'meter',
  dealType: 'new', amount: null, emailKind: 'business', phoneKind: 'none', quality: { completeness: 1, validity: 1 },
} as const; // prettier-ignore
const of = <R extends RecordName>(record: R, value: Partial<Records[R]>): Told => ({
  record,
  value: { ...scope, ...value },
});
const scored = (attempt: number, more: Partial<Records['LeadScored']> = {}) =>
  of('LeadScored', { ...LEAD, quality: { ...LEAD.quality, issues: [] }, attempt, occurredAt: 10, ...more });
const assigned = (repId: string, attempt: number, at: number) =>
  of('LedgerEntry', { kind: 'assigned', repId, attempt, at, path: 'value', loadAfter: 3 });
const given = (leadId: string, repId: string, at: number): Told => ({
  record: 'LedgerEntry',
  value: { ...(assigned(repId, 1, at).value as object), leadId },
});
const decided = (repId: string | null, propensity: number, attempt = 1) =>
  of('DecisionRecorded', { repId, propensity, attempt });
const inAnother = ({ record, value }: Told): Told => ({
  record,
  value: { ...(value as object), workspace: 'x' },
});
const outcome = (what: string, at: number, amount: number | null = null) =>
  of('DealOutcome', { outcome: what, amount, occurredAt: at });

function dealsOf(...told: readonly Told[]): readonly KnownDeal[] {
  const fold = createDealFold();
  for (const one of told) fold.add(one);
  return fold.deals();
}

describe('deals that Leadline has routed', () => {
  test('given decision, score and outcome, the deal has them all, whatever the order of topics', () => {
    const told = [
      scored(1),
      assigned('anna', 1, 20),
      decided('anna', 0.8),
      outcome('contacted', 25),
      outcome('won', 30, 9),
    ];
    const [deal] = dealsOf(...told);
    expect(deal).toEqual({
      ...scope,
      repId: 'anna',
      handedOver: false,
      lead: LEAD,
      occurredAt: 10,
      decidedAt: 20,
      end: { outcome: 'won', amount: 9, at: 30 },
      decision: { path: 'value', propensity: 0.8, open: 2, newToday: 0 },
      contactedAt: 25,
    });
    expect(dealsOf(...told.toReversed())).toEqual([deal]);
  });

  test('how the rep stood is told by the ledger: leads of the day before this one', () => {
    const deals = dealsOf(
      ...['a', 'b', 'c', 'd'].map((leadId) => scored(1, { leadId })),
      given('a', 'anna', 1),
      given('b', 'anna', 2),
      given('c', 'ben', 3),
      given('d', 'anna', DAY),
    );
    expect(deals.map(({ decision }) => decision!.newToday)).toEqual([0, 1, 0, 0]);
    expect(deals[0]!.decision).toEqual({ path: 'value', propensity: null, open: 2, newToday: 0 });
  });

  test('the probability is that of the first decision that found a rep', () => {
    const told = [decided(null, 0), decided('anna', 0.3), decided('ben', 0.9)];
    const [deal] = dealsOf(scored(1), assigned('anna', 1, 20), assigned('ben', 2, 25), ...told);
    expect(deal!.decision!.propensity).toBe(0.3);
  });

  test('a decision whose own record is gone has no probability, whatever was decided before and after', () => {
    const told = [decided(null, 0), assigned('anna', 2, 20), decided('ben', 0.9, 3), assigned('ben', 3, 25)];
    const [deal] = dealsOf(scored(1), ...told);
    expect(deal).toMatchObject({ repId: 'anna', handedOver: true, decision: { propensity: null } });
  });

  test('a lead that another workspace took over counts for who had it first, whichever is read first', () => {
    const before = [assigned('anna', 1, 20), decided('anna', 0.3)];
    const after = [assigned('zoe', 1, 25), decided('zoe', 0.9)].map(inAnother);
    const clockBehind = [assigned('zoe', 2, 15), decided('zoe', 0.9, 2)].map(inAnother);
    for (const told of [
      [...before, ...after],
      [...before, ...clockBehind],
      [...clockBehind, ...before],
      [...after, ...before],
    ]) {
      const deals = dealsOf(scored(1), ...told, outcome('won', 30, 9));
      expect(deals).toMatchObject([
        { workspace: 'w', repId: 'anna', handedOver: true, decidedAt: 20, decision: { propensity: 0.3 } },
      ]);
    }
  });

  test('credit goes to the rep of the decision, not to whoever closed the deal', () => {
    const [deal] = dealsOf(scored(1), assigned('anna', 1, 20), assigned('ben', 2, 25), outcome('won', 30, 9));
    expect(deal).toMatchObject({ repId: 'anna', handedOver: true, decidedAt: 20 });
  });

  test('fields that were amended after the decision are not what it was made of', () => {
    const [deal] = dealsOf(scored(1), assigned('anna', 1, 20), scored(2, { country: 'FR', amount: 5_000 }));
    expect(deal?.lead).toMatchObject({ country: 'DE', amount: null });
  });

  test('a lead that was mended before it had a rep counts as mended', () => {
    const [deal] = dealsOf(scored(2, { country: 'FR' }), assigned('anna', 2, 20));
    expect(deal?.lead.country).toBe('FR');
  });

  test('a redelivery that was scored anew is not what was decided on', () => {
    const [deal] = dealsOf(scored(1), scored(1, { country: 'FR' }), assigned('anna', 1, 20));
    expect(deal?.lead.country).toBe('DE');
  });

  test('the tier of a rep is that of the latest roster, for deals of an import as well', () => {
    const roster = (tier: string, workspace = 'w') =>
      of('ContentStored', { workspace, kind: 'roster', body: JSON.stringify([{ repId: 'anna', tier }]) });
    const past = of('HistoricalDeal', { ...LEAD, ...LEAD.quality, leadId: 'old', repId: 'anna', outcome: 'lost', amountWon: null, occurredAt: 1, closedAt: 2 }); // prettier-ignore
    const elsewhere = of('ContentStored', { kind: 'policy', body: '{}' });
    const deals = [past, scored(1), assigned('anna', 1, 20), roster('junior'), roster('senior'), elsewhere];
    expect(dealsOf(...deals, roster('chief', 'x')).map(({ tier }) => tier)).toEqual(['senior', 'senior']);
    expect(dealsOf(past)[0]).not.toHaveProperty('tier');
  });

  test('the first end stands; what was released goes on; what nobody was given is no deal', () => {
    expect(dealsOf(scored(1), assigned('anna', 1, 20), outcome('lost', 30), outcome('won', 40, 9))[0]?.end).toEqual(
      { outcome: 'lost', amount: null, at: 30 },
    ); // prettier-ignore
    expect(dealsOf(scored(1), assigned('anna', 1, 20), outcome('released', 30))[0]?.end).toBeNull();
    expect(dealsOf(scored(1), outcome('won', 30, 9))).toEqual([]);
  });

  test('nothing else of the scored record is learned from', () => {
    const [deal] = dealsOf(scored(1, { score: 99, personKey: 'k', leadLogit: 5 }), assigned('anna', 1, 20));
    expect(Object.keys(deal!.lead).toSorted()).toEqual(Object.keys(LEAD).toSorted());
  });
});

/** Anna wins what Ben loses. */
const deal = (index: number, repId = index % 2 === 0 ? 'anna' : 'ben'): KnownDeal => {
  const occurredAt = index * DAY;
  const won = (repId === 'anna') !== (index % 10 === 3);
  const end = {
    outcome: won ? ('won' as const) : ('lost' as const),
    amount: won ? 100 : null,
    at: occurredAt + DAY,
  };
  const ids = { tenant: 't', workspace: 'w', leadId: `l${index}`, handedOver: false };
  return { ...ids, repId, lead: LEAD, occurredAt, decidedAt: occurredAt, end };
};
const deals = (count: number) => Array.from({ length: count }, (_, index) => deal(index));

test('too few deals are told with how many there are and why others do not count', () => {
  const open = { ...deal(0), end: null };
  expect(() => trainOn([...deals(100), open], 1000 * DAY, OUTCOME_CONTRACT)).toThrow(
    expect.objectContaining({
      code: 'LEADLINE_HISTORY_TOO_SMALL',
      message: expect.stringContaining(
        'Of 101 deals 100 can be learned from (60 won), and 200 are needed, of them 20 won and 20 lost. Left out: 1 still open.',
      ) as string,
    }),
  );
});

test('what breaks the contract of outcomes is not learned from, and is told', () => {
  const cheap = { ...deal(1000, 'anna'), end: { outcome: 'won' as const, amount: 0, at: 1001 * DAY } };
  const training = trainOn([...deals(400), cheap], 2000 * DAY, OUTCOME_CONTRACT);
  expect(training.refused).toEqual({ AMOUNT_MISSING: 1 });
  expect(training.model.card.metrics.trainedOn).toBe(400);
  expect(trainingLines(training).join('\n')).toContain('Left out: 1 AMOUNT_MISSING.');
});

test('what reps are taken to differ by is told from what is shown', () => {
  const training = trainOn(deals(400), 2000 * DAY, OUTCOME_CONTRACT);
  const tried = [
    { field: 'industry', value: 0.3, low: 0.1, high: 0.5 },
    { field: 'dealType', value: 0.2, low: 0, high: 0.4 },
    { field: 'employees', value: 0, low: 0, high: 0.1 },
  ];
  const card = { ...training.model.card, tried };
  const text = trainingLines({ ...training, model: { ...training.model, card } }).join('\n');
  expect(text).toContain('Reps differ further by industry 0.300 (0.100 to 0.500, 95 %): standard deviations');
  expect(text).toContain(
    'taken to differ further by dealType 0.200 (0.000 to 0.400, 95 %) in log-odds; these',
  );
  expect(text).not.toContain('employees');
});

test('reps that differ are found', () => {
  const training = trainOn(deals(400), 2000 * DAY, OUTCOME_CONTRACT);
  expect(training.model.card.release.allowed).toBe(true);
  expect(training.model.card.claims.reps.claimed).toBe(true);
});
