import { history } from '../../test/history.ts';
import { inOrder, latestStatus } from './hops.ts';

const { ledger, statuses } = history();
const [first, second] = [statuses[0]!, statuses[1]!];

test('the status of the workspace that a lead came to last says where it stands, whatever order they are read in', () => {
  const there = { ...second, workspace: 'apac', hop: 1 };
  expect(latestStatus([there, first])).toBe(there);
  expect(latestStatus([first, there])).toBe(there);
  expect(latestStatus([first, second])).toBe(second);
  expect(latestStatus([])).toBeNull();
});

test('rows come in the order of time, at one instant those of the earlier workspace first', () => {
  const [row] = ledger;
  const at = (workspace: string, time: number, seq: number) => ({ ...row!, workspace, at: time, seq });
  const rows = [at('apac', 5, 1), at('apac', 9, 2), at('emea', 1, 7), at('emea', 5, 8), at('emea', 5, 9)];
  const hops = [
    { workspace: 'apac', hop: 1 },
    { workspace: 'emea', hop: 0 },
  ];
  expect(inOrder(rows, hops).map(({ workspace, seq }) => `${workspace} ${seq}`)).toEqual([
    'emea 7',
    'emea 8',
    'emea 9',
    'apac 1',
    'apac 2',
  ]);
});
