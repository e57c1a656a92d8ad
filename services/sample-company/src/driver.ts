import { type Codec, leadIdOf } from '@leadline/contracts';
import { settle, type StreamClient } from '@leadline/stream';
import type { AssignedFeed, SeenAssignment } from './assigned-feed.ts';
import type { IntakeClient } from './intake-client.ts';
import { createAgenda, type Agenda } from './agenda.ts';
import { browsingOf } from './world/engagements.ts';
import { playRep } from './world/play.ts';
import type { Submission, World } from './world/types.ts';

export const TENANT = 'default';
/** Length of a step of the event clock, ms. */
const STEP_MS = 2 * 3_600_000;

/** Where the run stands, for the progress view. */
export interface Progress {
  readonly at: number;
  readonly sent: number;
  readonly assigned: number;
  readonly closed: number;
}

export interface DriverParts {
  readonly world: World;
  readonly intake: IntakeClient;
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly feed: AssignedFeed;
  readonly onProgress: (progress: Progress) => void;
}

/** The lead id that intake gives a submission. */
export const idOf = ({ source, idempotencyKey }: { source: string; idempotencyKey: string }): string =>
  leadIdOf(TENANT, source, idempotencyKey);

/** Who sets the company up, and why: commands say both, and `leadline trace` tells it of each decision. */
const AUTHOR = { by: 'sample-company', reason: 'the sample company' };

const signed = <B extends object>(body: B) => ({ ...body, ...AUTHOR });

/** Opens the company: clocks, reps, accounts, and the deals that reps have open already. */
export async function openCompany(world: World, intake: IntakeClient): Promise<void> {
  await intake.post(
    '/v1/workspaces',
    world.workspaces.map((one) => ({ ...one, clock: 'event', ...AUTHOR })),
  );
  await intake.post('/v1/reps', world.reps.map(signed));
  await intake.post('/v1/accounts', world.accounts.map(signed));
  await intake.post(
    '/v1/deals',
    world.deals.map(({ dealId, workspace, repId, occurredAt }) => ({ dealId, workspace, repId, occurredAt })),
  );
}

/**
 * Routes the two weeks in lock-step: a step's leads and outcomes are sent and settle, the clock advances, the decisions
 * settle, and the reps take what they got. Nothing depends on how fast the machine is.
 */
export async function driveWorld(parts: DriverParts): Promise<readonly SeenAssignment[]> {
  const { world, feed } = parts;
  const keys = new Map(world.submissions.map(({ key, body }) => [idOf(body), key]));
  const agenda = createAgenda<object>();
  for (const deal of world.deals) agenda.add(deal.closesAt, outcomeOf(deal.workspace, deal.dealId, deal));
  const { engagements, visitors } = browsingOf(world);
  const doings = createAgenda<object>();
  for (const engagement of engagements) doings.add(engagement.occurredAt, engagement);
  const seen: SeenAssignment[] = [];
  let sent = 0;
  let closed = 0;
  for (let to = world.startAt + STEP_MS; to <= world.endAt; to += STEP_MS) {
    const leads = world.submissions.filter(({ sendAt }) => sendAt > to - STEP_MS && sendAt <= to);
    const outcomes = agenda.takeUntil(to);
    // First, so that what a person did before a lead is known when it comes; some of it lies after the lead already.
    await parts.intake.post('/v1/engagements', doings.takeUntil(to));
    await sendStep(parts, leads.map(bodyWith(visitors)), outcomes);
    await advance(parts, to);
    const fresh = await feed.take();
    seen.push(...fresh);
    for (const { value } of fresh) plan(agenda, world, keys.get(value.leadId), value);
    sent += leads.length;
    closed += outcomes.length;
    parts.onProgress({ at: to, sent, assigned: seen.length, closed });
  }
  return seen;
}

/** The body of a submission, with the browser that it came from. */
const bodyWith =
  (visitors: ReadonlyMap<string, string>) =>
  ({ key, body }: Submission): object => {
    const visitorId = visitors.get(key);
    return visitorId === undefined ? body : { ...body, visitorId };
  };

async function sendStep(
  { intake, client }: DriverParts,
  leads: readonly object[],
  outcomes: readonly object[],
) {
  await Promise.all([intake.post('/v1/leads', leads), intake.post('/v1/outcomes', outcomes)]);
  if (leads.length === 0) return;
  await settle(client, 'enrichment', ['lead.received']);
  await settle(client, 'data-quality', ['lead.enriched']);
  await settle(client, 'scoring', ['lead.validated']);
}

async function advance({ world, intake, client }: DriverParts, to: number): Promise<void> {
  await intake.post(
    '/v1/clock',
    world.workspaces.map(({ workspace }) => ({ workspace, to, ...AUTHOR })),
  );
  await settle(client, 'assignment', ['assignment.in']);
}

interface Closing {
  readonly outcome: string;
  readonly amount: number | null;
  readonly closesAt: number;
}

const outcomeOf = (workspace: string, leadId: string, { outcome, amount, closesAt }: Closing): object => ({
  workspace,
  leadId,
  outcome,
  amount,
  occurredAt: closesAt,
});

/** The rep takes the lead: contacts it and closes it, at times that depend on lead and rep alone. */
function plan(
  agenda: Agenda<object>,
  world: World,
  key: string | undefined,
  lead: SeenAssignment['value'],
): void {
  const play = key === undefined ? null : playRep(world, key, lead.repId, lead.assignedAt);
  if (play === null) return;
  const { workspace, leadId } = lead;
  agenda.add(play.contactedAt, { workspace, leadId, outcome: 'contacted', occurredAt: play.contactedAt });
  agenda.add(play.closedAt, outcomeOf(workspace, leadId, { ...play, closesAt: play.closedAt }));
}
