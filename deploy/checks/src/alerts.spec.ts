import { ALERTS, METRICS, runbook } from './alerts.ts';

test('each alert has a line in the runbook, and each line an alert', () => {
  expect(ALERTS.length).toBeGreaterThan(9);
  expect(runbook().toSorted()).toEqual(ALERTS.toSorted());
});

test('what alerts ask for is what recordings keep', () => {
  expect([...METRICS]).toEqual(
    expect.arrayContaining([
      'leadline_dead_letters_total',
      'leadline_oldest_age_seconds',
      'nodejs_eventloop_lag_p99_seconds',
      'process_start_time_seconds',
    ]),
  );
});
