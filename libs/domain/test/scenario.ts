import { createHash } from 'node:crypto';
import {
  createWorkspace,
  foldEvent,
  parsePolicy,
  policyBody,
  type FoldContext,
  type FoldResult,
  type LogEvent,
  type Policy,
  type WorkspaceState,
  type ZoneOffsets,
} from '../src/index.ts';

export type ValueOf<R extends LogEvent['record']> = Extract<LogEvent, { record: R }>['value'];

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
/** A Monday. */
export const MONDAY = Date.UTC(2026, 2, 23);

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const ZONES: Readonly<Record<string, ZoneOffsets>> = {
  UTC: { untils: [Infinity], offsets: [0] },
  'Europe/Berlin': {
    untils: [Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Infinity],
    offsets: [60, 120, 60],
  },
  'America/New_York': {
    untils: [Date.UTC(2026, 2, 8, 7), Date.UTC(2026, 10, 1, 6), Infinity],
    offsets: [-300, -240, -300],
  },
};

export const zone = (name: string): ZoneOffsets | null => ZONES[name] ?? null;

const common = { tenant: 'default', workspace: 'main' };
let events = 0;
const eventId = (): string => `event-${(events += 1)}`;

export const rep = (repId: string, over: Partial<ValueOf<'RepUpserted'>> = {}): LogEvent => ({
  record: 'RepUpserted',
  value: {
    ...common,
    eventId: eventId(),
    repId,
    active: true,
    territories: ['*'],
    skills: ['*'],
    languages: [],
    tier: 'A',
    timeZone: 'UTC',
    workDays: [1, 2, 3, 4, 5, 6, 7],
    workStart: 0,
    workEnd: 1440,
    capacity: 10,
    dailyCap: 10,
    away: [],
    occurredAt: MONDAY,
    ...over,
  },
});

const arrival = (leadId: string) => ({
  ...common,
  leadId,
  attempt: 1,
  source: 'web',
  occurredAt: MONDAY,
  receivedAt: MONDAY,
  stages: [{ stage: 'intake', at: MONDAY }],
});

/** What a decision asks of a lead, and what tells its person. */
const asked = (leadId: string) => ({
  personKey: `person-of-${leadId}`,
  identity: [],
  accountKey: null,
  accountOwner: null,
  country: 'DE',
  region: null,
  postalArea: null,
  timeZone: 'Europe/Berlin',
  language: null,
  product: 'suite',
  dealType: null,
  score: 60,
  segment: 'mid',
  expectedValue: 1000,
  workMinutes: 30,
  leadLogit: -1_000_000,
  repIds: [],
  repLogits: [],
  modelVersion: 'model-1',
});

export const scored = (leadId: string, over: Partial<ValueOf<'LeadScored'>> = {}): LogEvent => ({
  record: 'LeadScored',
  value: {
    ...arrival(leadId),
    ...asked(leadId),
    flags: [],
    industry: null,
    employees: null,
    seniority: null,
    department: null,
    amount: null,
    emailKind: 'business',
    phoneKind: 'none',
    quality: { completeness: 1, validity: 1, issues: [] },
    scoreReasons: [],
    ...over,
  },
});

/** A lead as another workspace hands it over. */
export const transferred = (leadId: string, over: Partial<ValueOf<'LeadTransferred'>> = {}): LogEvent => ({
  record: 'LeadTransferred',
  value: {
    ...arrival(leadId),
    ...asked(leadId),
    taken: 1,
    from: ['elsewhere'],
    at: MONDAY,
    since: MONDAY,
    deadline: MONDAY + DAY,
    declined: [],
    ...over,
  },
});

export const quarantined = (leadId: string, over: Partial<ValueOf<'LeadQuarantined'>> = {}): LogEvent => ({
  record: 'LeadQuarantined',
  value: {
    ...arrival(leadId),
    reasons: ['SPAM'],
    personKey: null,
    quality: { completeness: 1, validity: 1, issues: [] },
    ...over,
  },
});

export const parked = (leadId: string, over: Partial<ValueOf<'LeadParked'>> = {}): LogEvent => ({
  record: 'LeadParked',
  value: {
    ...arrival(leadId),
    stage: 'enrichment',
    errorCode: 'LEADLINE_STAGE_FAILED',
    deadLetterTopic: null,
    deadLetterPartition: null,
    deadLetterOffset: null,
    ...over,
  },
});

export const outcome = (
  leadId: string,
  what: string,
  over: Partial<ValueOf<'DealOutcome'>> = {},
): LogEvent => ({
  record: 'DealOutcome',
  value: {
    ...common,
    eventId: eventId(),
    leadId,
    outcome: what,
    amount: null,
    reason: null,
    occurredAt: MONDAY,
    ...over,
  },
});

export const command = (
  leadId: string,
  what: string,
  repId: string | null = null,
  over: Partial<ValueOf<'LeadCommanded'>> = {},
): LogEvent => ({
  record: 'LeadCommanded',
  value: {
    ...common,
    eventId: eventId(),
    leadId,
    command: what,
    repId,
    otherLeadId: null,
    by: null,
    reason: null,
    occurredAt: MONDAY,
    ...over,
  },
});

export const deal = (dealId: string, repId: string, occurredAt = MONDAY): LogEvent => ({
  record: 'DealOpened',
  value: { ...common, eventId: eventId(), dealId, repId, occurredAt },
});

/** A body as it is on the log. */
export const released = (body: string, version = 'test-1'): LogEvent => ({
  record: 'PolicyReleased',
  value: { ...common, eventId: eventId(), version, body, occurredAt: MONDAY },
});

/** Filled in as by intake; what intake would refuse comes as it is. */
export function policy(over: Record<string, unknown>, version = 'test-1'): LogEvent {
  const parsed = parsePolicy(JSON.stringify(over), version);
  return released(parsed.ok ? policyBody(parsed.policy) : JSON.stringify(over), version);
}

export const prices = (body: object | string, version = 'prices-1'): LogEvent => ({
  record: 'PricesReleased',
  value: {
    ...common,
    eventId: eventId(),
    version,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    occurredAt: MONDAY,
  },
});

export const eventClock = (startAt = MONDAY): LogEvent => ({
  record: 'WorkspaceConfigured',
  value: { ...common, eventId: eventId(), clock: 'event', startAt },
});

export const advanced = (to: number): LogEvent => ({
  record: 'ClockAdvanced',
  value: { ...common, eventId: eventId(), to },
});

export const ticked = (dueAt = 0): LogEvent => ({
  record: 'Ticked',
  value: { ...common, eventId: eventId(), dueAt },
});

/** A workspace with its history, for tests. */
export interface World {
  readonly state: WorkspaceState;
  readonly results: FoldResult[];
  /** Moves the broker's clock. */
  readonly now: (at: number) => World;
  /** Folds events; returns the result of the last. */
  readonly send: (...events: readonly LogEvent[]) => FoldResult;
  /** The lead's last status. */
  readonly lead: (leadId: string) => FoldResult['statuses'][number];
  readonly ledger: () => FoldResult['ledger'][number][];
  readonly open: (repId: string) => number;
  readonly contents: () => Map<string, string>;
}

export const contextAt = (offset: number, appendedAt: number): FoldContext => ({
  offset,
  appendedAt,
  sha256,
  zone,
  salt: 'the salt of all tests',
});

/** `salt`: that of exploration. */
export function world({
  salt,
  ...options
}: { readonly policy?: Policy; readonly salt?: string | undefined } = {}): World {
  const state = createWorkspace('default', 'main', options);
  const results: FoldResult[] = [];
  let at = MONDAY + 10 * HOUR;
  const self: World = {
    state,
    results,
    now: (to) => {
      at = to;
      return self;
    },
    send: (...sent) => {
      for (const event of sent)
        results.push(foldEvent(state, event, { ...contextAt(results.length, at), salt }));
      return results.at(-1) as FoldResult;
    },
    lead: (leadId) => {
      const found = results
        .flatMap((result) => result.statuses)
        .findLast((status) => status.leadId === leadId);
      if (found === undefined) throw new Error(`no status of ${leadId}`);
      return found;
    },
    ledger: () => results.flatMap((result) => result.ledger),
    open: (repId) => state.loads.get(repId)?.open ?? 0,
    contents: () =>
      new Map(results.flatMap((result) => result.contents.map(({ hash, body }) => [hash, body]))),
  };
  return self;
}
