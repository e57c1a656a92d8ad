import type { DecisionRecorded } from './rows.ts';
import { explainCapsule } from './explain.ts';
import { capsuleHash, replayCapsule } from './replay.ts';
import {
  command,
  deal,
  MONDAY,
  outcome,
  policy,
  rep,
  scored,
  sha256,
  world,
  type World,
} from '../../test/scenario.ts';

function recorded(): { decisions: DecisionRecorded[]; contents: Map<string, string>; world: World } {
  const made = world();
  const { send, results } = made;
  send(
    rep('anna', { capacity: 3 }),
    rep('ben', { workStart: 720, timeZone: 'Europe/Berlin' }),
    rep('cora', { territories: ['FR'] }),
  );
  send(deal('d1', 'anna'), scored('l1', { repIds: ['anna', 'ben', 'gone'], repLogits: [-900_123, 1, 2] }));
  send(scored('l2', { accountOwner: 'ben', country: null, language: 'de' }), command('l1', 'reassign'));
  send(
    policy({ strategy: 'round-robin', objective: 'probability' }),
    scored('l3', { expectedValue: 12.345 }),
    scored('l4'),
  );
  send(outcome('l3', 'won'), command('l4', 'reassign', 'cora'), scored('l5', { personKey: 'person-of-l3' }));
  return { decisions: results.flatMap((r) => r.decisions), contents: made.contents(), world: made };
}

const replay = (capsule: string, contents: Map<string, string>) =>
  replayCapsule(capsule, (hash) => contents.get(hash), sha256);

test('every capsule decides again to the byte', () => {
  const { decisions, contents } = recorded();
  expect(new Set(decisions.map(({ path }) => path))).toEqual(
    new Set(['value', 'owner', 'waiting', 'round-robin', 'manual']),
  );
  for (const { capsule } of decisions) expect(replay(capsule, contents)).toEqual({ kind: 'identical' });
});

test('capsules and ledger rows are chained', () => {
  const { decisions, world: made } = recorded();
  let before = '';
  for (const decision of decisions) {
    expect(decision.previousHash).toBe(before);
    expect(decision.capsuleHash).toBe(capsuleHash(decision.capsule, before, sha256));
    before = decision.capsuleHash;
  }
  expect(capsuleHash('same', 'one', sha256)).not.toBe(capsuleHash('same', 'other', sha256));
  const rows = made.ledger();
  expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, index) => index + 1));
  expect(new Set(rows.map(({ previousHash }) => previousHash)).size).toBe(rows.length);
});

test('an altered result is found', () => {
  const { decisions, contents } = recorded();
  const { capsule } = decisions[0] as DecisionRecorded;
  for (const [from, to] of [
    ['"rep":"anna"', '"rep":"ben"'],
    ['"path":"value"', '"path":"owner"'],
    ['"reps":3', '"reps":2'],
    ['"target":null', '"target":"ben"'],
    ['"owners":[]', '"owners":7'],
    ['"lead":{', '"lead":{"x":1,'],
  ] as const) {
    expect(capsule).toContain(from);
    expect(replay(capsule.replace(from, to), contents).kind).toBe('differs');
  }
  expect(replay(`${capsule} `, contents).kind).toBe('differs');
  expect(replay(capsule.slice(1), contents).kind).toBe('differs');
});

test('what cannot be checked says why', () => {
  const { decisions, contents } = recorded();
  const { capsule } = decisions[0] as DecisionRecorded;
  expect(replay(capsule.replace('"engine":2', '"engine":99'), contents)).toEqual({
    kind: 'unchecked',
    reason: 'made by engine 99, known are 1, 2',
  });
  expect(replay(capsule, new Map())).toMatchObject({
    kind: 'unchecked',
    reason: expect.stringContaining('is missing'),
  });
  const forged = new Map([...contents].map(([hash, body]) => [hash, `${body} `]));
  expect(replay(capsule, forged)).toMatchObject({
    kind: 'unchecked',
    reason: expect.stringContaining('is not what'),
  });
});

test('contents are stored once, and again when they could run out', () => {
  const { send, now, results } = world();
  send(rep('anna', { capacity: 100, dailyCap: 100 }), scored('l1'), scored('l2'));
  const kinds = () => results.flatMap(({ contents }) => contents.map(({ kind }) => kind));
  expect(kinds()).toEqual(['policy', 'roster']);
  send(policy({ strategy: 'round-robin' }), scored('l3'));
  expect(kinds()).toEqual(['policy', 'roster', 'policy']);
  now(MONDAY + 32 * 86_400_000).send(scored('l4', { receivedAt: MONDAY + 31 * 86_400_000 }));
  expect(kinds()).toEqual(['policy', 'roster', 'policy', 'policy', 'roster']);
});

test('a decision can be told in words', () => {
  const { decisions, contents } = recorded();
  const { capsule } = decisions[0] as DecisionRecorded;
  const words = explainCapsule(capsule, (hash) => contents.get(hash));
  expect(words.slice(0, 6)).toEqual([
    '2026-03-23 10:00 UTC: lead l1 goes to anna',
    'because: highest value: P(win) 29 % x 1,000 among 1 of 3 reps',
    'the lead: source web, country DE, product suite, segment mid, score 60, expected value 1,000, work 30 min',
    '1 of 3 reps is a candidate; excluded: 1 other territory, 1 outside working hours',
    'the best:',
    '  1. anna: P(win) 29 %, worth 289, no work waits, load 33 %, no lead from the rotation yet',
  ]);
  expect(words.slice(6, 10)).toEqual([
    'every rep:',
    '  anna: candidate',
    '  ben: outside working hours',
    '  cora: other territory',
  ]);
  for (const decision of decisions)
    expect(explainCapsule(decision.capsule).join('\n')).not.toContain('undefined');
});
