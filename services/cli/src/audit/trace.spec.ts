import type { Explanation } from '@leadline/domain';
import { history } from '../../test/history.ts';
import { type LeadLife, lifeLines, stageLines } from './trace.ts';

const { ledger, statuses } = history();
const at = Date.parse('2026-11-23T12:00:00Z');
const decision: Explanation = {
  leadId: 'l2',
  attempt: 1,
  decidedAt: at,
  rep: 'anna',
  to: null,
  path: 'value',
  reason: 'HIGHEST_VALUE',
  propensity: 1,
  objective: 'value',
  versions: { engine: 2, policy: 'v1', policyHash: 'p', roster: 'r', prices: null, model: null },
  setBy: [],
  reps: null,
  runnerUp: null,
  whatIf: null,
  words: ['anna: the highest value'],
};
const life: LeadLife = {
  leadId: 'l2',
  received: {
    leadId: 'l2',
    source: 'web',
    company: null,
    contact: { email: '***', phone: null },
    attributes: {},
    receivedAt: at,
  },
  status: statuses.findLast((status) => status.leadId === 'l2') ?? null,
  amendments: [
    {
      at,
      attempt: 2,
      by: 'u7',
      reason: 'typo',
      fields: ['country', 'email'],
      changes: [{ field: 'country', from: null, to: 'DE' }],
      actor: null,
    },
  ],
  sender: null,
  commands: [],
  stages: [],
  account: ['  acc-1, by domain'],
  quality: ['complete to 80 %, valid to 100 %'],
  engagement: ['last a page, 3 days before the lead'],
  score: { score: 61, segment: 'smb', reasons: ['+0.20 industry'] },
  ledger: ledger.filter((row) => row.leadId === 'l2'),
  decisions: [decision],
  outreach: [{ result: 'skipped', channel: 'email', repId: 'anna', at, why: 'NO_ADDRESS' }],
};

test('a life reads from top to bottom, without what is empty', () => {
  const text = lifeLines(life).join('\n');
  expect(text).toContain('Lead l2\nassigned · with anna');
  expect(text).toContain('  contact: email ***\n');
  expect(text).not.toContain('company');
  expect(text).not.toContain('attributes');
  expect(text).toContain('Decision at 2026-11-23 12:00:00.000\n  anna: the highest value');
  expect(text).toContain('Engagement before the lead\n  last a page, 3 days before the lead\n\nScore\n');
  expect(text).toContain('email skipped · for anna · NO_ADDRESS');
  expect(text).toMatch(/#\d+ assigned · anna \(now 2 open\)/);
});

test('what was changed stands with who, why and from what to what; of a person only that it was', () => {
  const text = lifeLines(life).join('\n');
  expect(text).toContain('attempt 2 · by u7 · typo\n    country: nothing → "DE"\n    email: *** → ***\n');
  const amendments = [{ ...life.amendments[0]!, fields: [], changes: [] }];
  expect(lifeLines({ ...life, amendments }).join('\n')).toContain('nothing: sent through again');
});

test('a ledger row of a later attempt says so', () => {
  const again = life.ledger.map((row) => ({ ...row, attempt: 2 }));
  expect(lifeLines({ ...life, ledger: again }).join('\n')).toMatch(/#\d+ assigned .* · attempt 2/);
  expect(lifeLines({ ...life, amendments: [] }).join('\n')).not.toContain('attempt 2');
});

test('what the lead may repeat stands with its evidence and the command that says so', () => {
  const status = {
    ...life.status!,
    possibleDuplicates: [{ leadId: 'l1', score: 20, evidence: ['NAME_PART'] }],
  };
  const text = lifeLines({ ...life, status }).join('\n');
  expect(text).toContain('May repeat\n  l1  score 20 · NAME_PART\n  if it does: leadline lead merge l2 l1\n');
  expect(lifeLines(life).join('\n')).not.toContain('May repeat');
});

test('a lead that assignment has not seen is in flight', () => {
  expect(
    lifeLines({ ...life, status: null, ledger: [], decisions: [], outreach: [], score: null })[1],
  ).toContain('in flight');
});

test('stages stand in order of time, each once, with the time between', () => {
  const lines = stageLines([
    { stage: 'enrichment', at: at + 5 },
    { stage: 'intake', at },
    { stage: 'enrichment', at: at + 9 },
  ]);
  expect(lines).toEqual([
    '  2026-11-23 12:00:00.000  intake',
    '  2026-11-23 12:00:00.005  enrichment  +5 ms',
  ]);
});

test('who has sent, changed and commanded it stands there, by their word and by their key, and why', () => {
  const said = { by: 'u7', reason: 'on leave', actor: 'k1k1k1k1k1k1' };
  const told = lifeLines({
    ...life,
    sender: 'k2k2k2k2k2k2',
    commands: [{ at, command: 'reassign', target: 'bob', ...said }],
    amendments: [{ ...life.amendments[0]!, ...said }],
  }).join('\n');
  expect(told).toContain('sent with key: k2k2k2k2k2k2');
  expect(told).toContain('reassign · bob · by u7, key k1k1k1k1k1k1 · on leave');
  expect(told).toContain('attempt 2 · by u7, key k1k1k1k1k1k1 · on leave');
  expect(lifeLines(life).join('\n')).not.toMatch(/key|Commands/);
});
