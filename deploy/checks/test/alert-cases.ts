import { SERVICES } from '../src/folders.ts';

/** Series in promtool's notation, a sample a minute. */
type Series = Readonly<Record<string, string>>;

/** What a rule is to make of some series. */
export interface AlertCase {
  readonly name: string;
  readonly series: Series;
  readonly at: string;
  /** Alerts that fire then, and no other. */
  readonly firing: readonly string[];
}

const started = (service: string) => `process_start_time_seconds{service="${service}"}`;
const age = (group: string) =>
  `leadline_oldest_age_seconds{service="${group}",group="${group}",topic="lead.validated"}`;
const mirror = (state: string) => `leadline_redis_mirror_partitions{service="assignment",state="${state}"}`;
const letters =
  'leadline_dead_letters_total{service="scoring",stage="scoring",code="LEADLINE_RECORD_UNDECODABLE"}';
const retries =
  'leadline_retries_total{service="scoring",stage="scoring",topic="lead.validated",code="LEADLINE_REGISTRY_UNAVAILABLE"}';
const release = 'leadline_model_releases{service="scoring",result="failed",code="LEADLINE_MODEL_MISSING"}';
const waiting = 'leadline_waiting_leads{service="assignment"}';
const loop = 'nodejs_eventloop_lag_p99_seconds{service="intake"}';
const source = 'leadline_source_alarms{service="data-quality",source="web",alarm="MISSING"}';

/** An install where all is well: now and then a record waits for a moment. */
const WELL: Series = {
  ...Object.fromEntries(SERVICES.map((service) => [started(service), '1000x120'])),
  [age('scoring')]: '0x9 0.3 0x110',
  [mirror('live')]: '4x120',
  [mirror('behind')]: '0x120',
  [mirror('fenced')]: '0x120',
  [waiting]: '20x120',
  [loop]: '0.02x120',
};

const on = (name: string, series: Series, at: string, ...firing: readonly string[]): AlertCase => ({
  name,
  series: { ...WELL, ...series },
  at,
  firing,
});

/**
 * Series close to each alert, most of which must not fire it. What fires it is recorded (`recordings.ts`), but for
 * LeadlineLeadsWaitForReps, an hour of it.
 */
export const CASES: readonly AlertCase[] = [
  on('all is well', {}, '30m'),
  on('all was well for two hours', {}, '2h'),

  on('a service has gone a moment ago', { [started('outreach')]: '1000x5 stale' }, '9m'),
  on('a service is started anew', { [started('outreach')]: '1000x5 stale _x2 2000x100' }, '20m'),

  on(
    'a record stands still, and Kafka is often too slow to say so',
    { [age('scoring')]: '0x5 60 stale 180 stale 300 stale 420 stale 540 stale 660 stale' },
    '15m',
    'LeadlineRecordsWait',
  ),
  on('a record stood still for four minutes', { [age('scoring')]: '0x5 0+60x4 0x60' }, '12m'),
  on(
    'a pod is gone right after it told of a record that stood still',
    { [age('scoring')]: '0x5 400 stale' },
    '8m',
  ),
  on('what waits is done in three minutes', { [age('scoring')]: '180x120' }, '20m'),
  on('a group starts anew from the beginning', { [age('scoring')]: '0x5 86400 0x60' }, '8m'),

  on('a partition changes its owner', { [mirror('live')]: '4x5 3x2 4x100' }, '15m'),

  on('one more dead letter', { [letters]: '5x30 6x60' }, '35m', 'LeadlineDeadLetters'),
  on('dead letters of an hour ago', { [letters]: '_x9 1x110' }, '90m'),

  on('the registry was away for two minutes', { [retries]: '_x3 0+8x2 16x60' }, '20m'),

  on('a release is followed at the second try', { [release]: '0x5 1x2 0x60' }, '10m'),

  on('Redis was flushed', { [mirror('live')]: '4x5 0 4x60', [mirror('behind')]: '0x5 4 0x60' }, '8m'),

  on('too many leads wait for an hour', { [waiting]: '501x120' }, '65m', 'LeadlineLeadsWaitForReps'),
  on('too many leads wait over lunch', { [waiting]: '20x5 900x45 20x60' }, '65m'),
  on('many leads wait, but not too many', { [waiting]: '500x120' }, '65m'),

  on('an event loop was held up at the start', { [loop]: '1.5x5 0.02x60' }, '20m'),

  on('a source has mended', { [source]: '1x3 0x60' }, '20m'),
];
