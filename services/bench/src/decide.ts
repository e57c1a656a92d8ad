import { type LeadScored, sha256 } from '@leadline/contracts';
import {
  createWorkspace,
  defaultPolicy,
  type FoldContext,
  foldEvent,
  type LogEvent,
  type RequireRule,
} from '@leadline/domain';
import { type Spread, spread } from './percentile.ts';

export interface Decision {
  readonly candidates: number;
  /** One fold of a scored lead: choice, capsule, hash and rows, ms. No I/O, no encoding. */
  readonly time: Spread | null;
  /** Length of the capsule. */
  readonly capsuleBytes: number;
}

const MONDAY = Date.UTC(2026, 2, 23);
const ZONE = { untils: [Infinity], offsets: [60] };

/** Times the decision in this process, with so many candidates that all fit. */
export function measureDecision(candidates: number, decisions: number): Decision {
  const decide = deciderAmong(candidates);
  const times: number[] = [];
  let capsuleBytes = 0;
  const warm = Math.ceil(decisions / 4);
  for (let index = 0; index < warm + decisions; index += 1) {
    const made = decide(index);
    if (index >= warm) times.push(made.end - made.start);
    capsuleBytes = made.capsuleBytes;
  }
  return { candidates, time: spread(times), capsuleBytes };
}

/** A decision that was made, by the clock of `performance.now`, ms. */
export interface Made {
  readonly start: number;
  readonly end: number;
  readonly capsuleBytes: number;
}

/** A workspace with so many candidates, whom all of the rules let pass; decides its lead number so and so. */
export function deciderAmong(
  candidates: number,
  rules: readonly RequireRule[] = [],
): (index: number) => Made {
  const ids = Array.from({ length: candidates }, (_, index) => `rep-${String(index).padStart(5, '0')}`);
  const state = createWorkspace('default', 'bench');
  let offset = 0;
  const fold = (event: LogEvent) => foldEvent(state, event, contextAt((offset += 1)));
  for (const repId of ids) fold(repUpserted(repId));
  if (rules.length > 0) fold(policyReleased(rules));
  return (index) => {
    const event: LogEvent = { record: 'LeadScored', value: scored(index, ids) };
    const start = performance.now();
    const { decisions: made } = fold(event);
    const end = performance.now();
    const capsule = made[0]?.capsule;
    if (capsule === undefined) throw new Error(`Lead ${index} got no decision.`);
    return { start, end, capsuleBytes: Buffer.byteLength(capsule) };
  };
}

const policyReleased = (rules: readonly RequireRule[]): LogEvent => ({
  record: 'PolicyReleased',
  value: {
    tenant: 'default',
    workspace: 'bench',
    eventId: 'policy',
    version: 'bench',
    body: JSON.stringify({ ...defaultPolicy, version: 'bench', rules }),
    occurredAt: MONDAY,
  },
});

const contextAt = (offset: number): FoldContext => ({
  offset,
  appendedAt: MONDAY + offset,
  sha256,
  zone: () => ZONE,
});

function repUpserted(repId: string): LogEvent {
  return {
    record: 'RepUpserted',
    value: {
      tenant: 'default',
      workspace: 'bench',
      eventId: repId,
      repId,
      active: true,
      territories: ['*'],
      skills: ['*'],
      languages: [],
      tier: 'standard',
      timeZone: 'Europe/Berlin',
      workDays: [1, 2, 3, 4, 5, 6, 7],
      workStart: 0,
      workEnd: 1440,
      capacity: 1_000_000,
      dailyCap: 1_000_000,
      away: [],
      occurredAt: MONDAY,
    },
  };
}

function scored(index: number, repIds: readonly string[]): LeadScored {
  return {
    tenant: 'default',
    workspace: 'bench',
    leadId: `lead-${index}`,
    attempt: 1,
    source: 'web-form',
    occurredAt: MONDAY,
    receivedAt: MONDAY,
    stages: [{ stage: 'intake', at: MONDAY }],
    flags: [],
    personKey: `person-${index}`,
    identity: [],
    accountKey: null,
    accountOwner: null,
    country: 'DE',
    region: null,
    postalArea: null,
    timeZone: 'Europe/Berlin',
    language: null,
    industry: null,
    employees: null,
    seniority: null,
    department: null,
    product: `product-${index % 25}`,
    dealType: 'new',
    amount: null,
    emailKind: 'business',
    phoneKind: 'none',
    quality: { completeness: 1, validity: 1, issues: [] },
    engagement: null,
    score: 60,
    scoreReasons: [],
    segment: 'industry',
    expectedValue: 1000 * (1 + (index % 12)),
    workMinutes: 30,
    leadLogit: -1_000_000,
    repIds: [...repIds],
    repLogits: repIds.map((_, rep) => Math.round(-1_000_000 + 900_000 * Math.sin(index * 7 + rep * 13))),
    modelVersion: 'bench',
  };
}
