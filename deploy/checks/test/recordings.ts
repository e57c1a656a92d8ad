/** What six services said at /metrics, leads flowing, while things went wrong after a calm minute; `tools/record-incidents.ts`. */
export interface Recording {
  /** File of `recorded/`. */
  readonly name: string;
  /** What happened. */
  readonly what: string;
  /** Alerts that fire then, and no other. */
  readonly moments: readonly { readonly at: string; readonly firing: readonly string[] }[];
}

const AMISS = ['LeadlineDeadLetters', 'LeadlinePartitionWithoutOwner', 'LeadlineReleaseNotFollowed', 'LeadlineSourceAlarm']; // prettier-ignore
const AWAY = ['LeadlineRedisBehind', 'LeadlineRegistryUnavailable', 'LeadlineServiceAbsent'];

/** Each alert but LeadlineLeadsWaitForReps, which takes an hour. */
export const RECORDINGS: readonly Recording[] = [
  {
    name: 'troubles',
    what: 'a poison record, a source that leaves a field out, a release that lies nowhere, a partition whose log was lost and where one lead waits, a service with far too little processor',
    moments: [
      { at: '1m', firing: [] },
      { at: '1m30s', firing: ['LeadlineDeadLetters'] },
      { at: '6m', firing: ['LeadlineDeadLetters'] },
      { at: '6m30s', firing: AMISS },
      { at: '8m45s', firing: AMISS },
      { at: '9m15s', firing: [...AMISS, 'LeadlineRecordsWait'] },
      { at: '11m', firing: [...AMISS, 'LeadlineRecordsWait'] },
      { at: '11m30s', firing: [...AMISS, 'LeadlineRecordsWait', 'LeadlineEventLoopSlow'] },
    ],
  },
  {
    name: 'outages',
    what: 'Redis and the registry are away, a record has a schema that only the registry could tell, a service was killed',
    moments: [
      { at: '6m', firing: [] },
      { at: '6m15s', firing: ['LeadlineRedisBehind', 'LeadlineServiceAbsent'] },
      { at: '8m45s', firing: AWAY },
      { at: '9m30s', firing: [...AWAY, 'LeadlineRecordsWait'] },
    ],
  },
];
