import { history } from '../../test/history.ts';
import { type DecisionRow, firstDifference, replayAll, replayLines } from './replay.ts';

const { decisions } = history();
const altered = (index: number, change: (text: string) => string): readonly DecisionRow[] => {
  let seen = -1;
  return decisions.map((row) => {
    if (row.record !== 'DecisionRecorded') return row;
    seen += 1;
    return seen === index ? { ...row, value: { ...row.value, capsule: change(row.value.capsule) } } : row;
  });
};

test('given what assignment wrote, every decision is identical', () => {
  const report = replayAll(decisions);
  expect(report.decisions).toBeGreaterThanOrEqual(5);
  expect(report).toMatchObject({ identical: report.decisions, differs: [], unchecked: [] });
});

test('given an export, read from its text, it is the same', () => {
  const read = decisions.map((row) => JSON.parse(JSON.stringify(row)) as DecisionRow);
  expect(replayAll(read)).toEqual(replayAll(decisions));
});

test('given one altered capsule, that one is named', () => {
  const report = replayAll(
    altered(1, (capsule) => capsule.replace('"expectedValue":1000', '"expectedValue":1001')),
  );
  expect(report.differs).toEqual([expect.objectContaining({ leadId: 'l2' })]);
  expect(replayLines(report)[1]).toContain('l2: ');
});

test('given a result that the facts do not give, with hashes made to fit, it is found', () => {
  const rows = altered(0, (capsule) => capsule.replace('"rep":"anna"', '"rep":"zoe"'));
  expect(replayAll(rows).differs.map(({ leadId }) => leadId)).toContain('l1');
});

test('given a decision taken out, the one after it is named', () => {
  const rows = decisions.filter((row) => row.record !== 'DecisionRecorded' || row.value.leadId !== 'l2');
  expect(replayAll(rows).differs).toEqual([
    {
      leadId: 'l3',
      attempt: 1,
      what: 'does not follow the decision before it: one is missing, doubled or moved',
    },
  ]);
});

test('given only the tail of a chain, it is checked from there', () => {
  const first = decisions.findIndex((row) => row.record === 'DecisionRecorded');
  const rows = decisions.filter((_, index) => index !== first);
  expect(replayAll(rows).differs).toEqual([]);
});

test('given a content that is gone, its decisions are not checkable', () => {
  const rows = decisions.filter((row) => row.record !== 'ContentStored' || row.value.kind !== 'roster');
  expect(replayAll(rows).unchecked.length).toBe(replayAll(rows).decisions);
});

test('a difference says where', () => {
  expect(firstDifference('{"a":1}', '{"a":2}')).toContain('character 5');
});
