import { type EventContext, eventIdOf, leadIdOf, type Records } from '@leadline/contracts';
import type { LogEvent } from '@leadline/domain';

/** A workspace of a test, and the events that one can put on its log. */
export interface Scene {
  readonly tenant: string;
  readonly workspace: string;
  /** When its leads were received, epoch ms. Default: the unit tests' beginning of time. */
  readonly at?: number;
}

type Event<R extends LogEvent['record']> = Extract<LogEvent, { record: R }>;

/** The unit tests' beginning of time, epoch ms. */
export const EPOCH = 1_700_000_000_000;

const namesOf = ({ tenant, workspace }: Scene) => ({ tenant, workspace });
const eventId = (scene: Scene, ...parts: string[]) => eventIdOf(scene.tenant, scene.workspace, ...parts);

export function rep(
  scene: Scene,
  repId: string,
  changes: Partial<Records['RepUpserted']> = {},
): Event<'RepUpserted'> {
  return {
    record: 'RepUpserted',
    value: {
      ...namesOf(scene),
      eventId: eventId(scene, 'rep', repId, JSON.stringify(changes)),
      repId,
      active: true,
      territories: ['*'],
      skills: ['*'],
      languages: ['en'],
      tier: 'A',
      timeZone: 'Europe/Berlin',
      workDays: [1, 2, 3, 4, 5, 6, 7],
      workStart: 0,
      workEnd: 1440,
      capacity: 1_000,
      dailyCap: 1_000,
      away: [],
      occurredAt: 0,
      ...changes,
    },
  };
}

export const leadId = (scene: Scene, name: string) =>
  leadIdOf(scene.tenant, 'web', `${scene.workspace}/${name}`);

/** A lead that reps of `logits` (win logit in millionths by rep id) might take. */
export function lead(
  scene: Scene,
  name: string,
  logits: Readonly<Record<string, number>> = {},
  changes: Partial<Records['LeadScored']> = {},
): Event<'LeadScored'> {
  const repIds = Object.keys(logits).toSorted();
  return {
    record: 'LeadScored',
    value: {
      ...namesOf(scene),
      leadId: leadId(scene, name),
      attempt: 1,
      source: 'web',
      occurredAt: scene.at ?? EPOCH,
      receivedAt: scene.at ?? EPOCH,
      flags: [],
      personKey: null,
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
      product: null,
      dealType: null,
      amount: null,
      emailKind: 'business',
      phoneKind: 'none',
      quality: { completeness: 1, validity: 1, issues: [] },
      stages: [{ stage: 'intake', at: 1 }],
      score: 50,
      scoreReasons: [],
      segment: 'mid',
      expectedValue: 1_000,
      workMinutes: 30,
      leadLogit: -1_000_000,
      repIds,
      repLogits: repIds.map((repId) => logits[repId] ?? 0),
      modelVersion: 'model-1',
      ...changes,
    },
  };
}

export function outcome(scene: Scene, name: string, what: string): Event<'DealOutcome'> {
  const id = leadId(scene, name);
  const value = { ...namesOf(scene), leadId: id, outcome: what, amount: null, reason: null, occurredAt: 0 };
  return { record: 'DealOutcome', value: { ...value, eventId: eventId(scene, 'outcome', name, what) } };
}

export function policy(scene: Scene, version: string, body: object): Event<'PolicyReleased'> {
  const value = { ...namesOf(scene), version, body: JSON.stringify(body), occurredAt: 0 };
  return { record: 'PolicyReleased', value: { ...value, eventId: eventId(scene, 'policy', version) } };
}

/** The workspace has a clock of its own, which stands at an instant. */
export function eventClock(scene: Scene, startAt: number): Event<'WorkspaceConfigured'> {
  const value = { ...namesOf(scene), clock: 'event', startAt };
  return { record: 'WorkspaceConfigured', value: { ...value, eventId: eventId(scene, 'clock') } };
}

export function advanced(scene: Scene, to: number): Event<'ClockAdvanced'> {
  const value = { ...namesOf(scene), to };
  return { record: 'ClockAdvanced', value: { ...value, eventId: eventId(scene, 'clock', String(to)) } };
}

export function context(event: LogEvent): EventContext {
  const { tenant, workspace } = event.value;
  return {
    tenant,
    workspace,
    subject: 'leadId' in event.value ? event.value.leadId : null,
    traceparent: null,
  };
}
