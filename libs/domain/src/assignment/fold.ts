import { advance, apply, buffer, configure, tick } from './clock.ts';
import type { FoldContext } from './context.ts';
import { drain } from './drain.ts';
import type { LogEvent } from './events.ts';
import { part } from './identify.ts';
import { calibrate } from './opportunity.ts';
import { parseReleasedPolicy, policyBody } from './policy.ts';
import { parsePrices, pricesBody } from './prices.ts';
import { attribute } from './provenance.ts';
import { buildRoster, rosterBody, toRosterRep } from './roster.ts';
import type { FoldResult } from './rows.ts';
import { RETENTION, unsettle } from './settled.ts';
import type { Lead, WorkspaceState } from './state.ts';
import { scheduleSteps } from './steps.ts';
import { beginTurn, endTurn, put, record, setMeta, type Turn } from './turn.ts';
import { keepWake, resetWake, wakeForOwned } from './wake.ts';
import { keepWork, moveWork } from './work.ts';

/** Settled leads that one event may let go of. */
const PRUNE_STEP = 20;

function upsertRep(turn: Turn, { value }: Extract<LogEvent, { record: 'RepUpserted' }>): void {
  const { reps, derived } = turn.state;
  const rep = toRosterRep(value);
  const known = reps.get(rep.repId);
  if (known !== undefined && rosterBody(buildRoster([known])) === rosterBody(buildRoster([rep]))) return;
  put(turn, 'reps', rep.repId, rep);
  attribute(turn, 'roster', rep.repId, value);
  if (known !== undefined) moveWork(turn, known, rep);
  derived.roster = null;
  derived.loads = null;
  derived.rosterHash = null;
  const moves = known !== undefined && known.tier !== rep.tier;
  if (rep.active && (known?.active !== true || moves)) calibrate(turn, rep, moves);
  record(turn, { kind: 'rep-changed', repId: rep.repId, reason: rep.active ? 'ACTIVE' : 'INACTIVE' });
  resetWake(turn);
  drain(turn, rep.repId);
  wakeForOwned(turn, rep.repId);
}

function releasePolicy(turn: Turn, { value }: Extract<LogEvent, { record: 'PolicyReleased' }>): void {
  const { state } = turn;
  if (state.policy.fixed) return;
  const parsed = parseReleasedPolicy(value.body, value.version);
  if (!parsed.ok) return record(turn, { kind: 'ignored', reason: 'POLICY_INVALID' });
  if (policyBody(parsed.policy) === policyBody(state.policy.policy)) return;
  const before = state.policy.policy;
  state.policy = { policy: parsed.policy, fixed: false };
  attribute(turn, 'policy', value.version, { by: value.actor ?? null, reason: value.reason ?? null });
  keepWork(turn, before);
  state.derived.policyHash = null;
  turn.changed.add('policy');
  record(turn, { kind: 'policy-released', reason: value.version });
  scheduleSteps(state);
  resetWake(turn);
  drain(turn, null);
}

function releasePrices(turn: Turn, { value }: Extract<LogEvent, { record: 'PricesReleased' }>): void {
  const { state } = turn;
  const parsed = parsePrices(value.body, value.version);
  if (!parsed.ok) return record(turn, { kind: 'ignored', reason: 'PRICES_INVALID' });
  if (state.prices !== null && pricesBody(parsed.prices) === pricesBody(state.prices)) return;
  state.prices = parsed.prices;
  attribute(turn, 'prices', value.version, value);
  state.derived.pricesHash = null;
  turn.changed.add('prices');
  record(turn, { kind: 'prices-released', reason: value.version });
}

function moveClock(turn: Turn, { value }: Extract<LogEvent, { record: 'ClockAdvanced' }>): void {
  if (turn.state.meta.clock !== 'event') return record(turn, { kind: 'ignored', reason: 'CLOCK_IS_LIVE' });
  attribute(turn, 'clock-step', null, value);
  advance(turn, value.to);
}

function dispatch(turn: Turn, event: LogEvent): void {
  switch (event.record) {
    case 'RepUpserted':
      return upsertRep(turn, event);
    case 'PolicyReleased':
      return releasePolicy(turn, event);
    case 'PricesReleased':
      return releasePrices(turn, event);
    case 'WorkspaceConfigured':
      return configure(turn, event);
    case 'Ticked':
      return tick(turn);
    case 'ClockAdvanced':
      return moveClock(turn, event);
    case 'LeadScored':
    case 'LeadQuarantined':
    case 'LeadParked':
    case 'LeadTransferred':
    case 'DealOpened':
    case 'DealOutcome':
    case 'LeadCommanded':
      return turn.state.meta.clock === 'event' ? buffer(turn, event) : apply(turn, event);
  }
}

/** Forgets leads that have been settled for longer than anything can be redelivered. */
function prune(turn: Turn): void {
  const { derived, meta } = turn.state;
  if (meta.appendedAt <= derived.pruneAt) return;
  for (const lead of oldest(turn.state)) {
    const { leadId } = lead.status;
    unsettle(turn.state, lead);
    part(turn.state, lead);
    for (const store of ['leads', 'payloads', 'traits', 'merged'] as const)
      if (turn.state[store].has(leadId)) put(turn, store, leadId, undefined);
  }
}

/** Leads to forget now, a few; sets when there will be more. */
function oldest({ leads, derived, meta }: WorkspaceState): readonly Lead[] {
  const old: Lead[] = [];
  derived.pruneAt = Infinity;
  for (const leadId of derived.settled.values()) {
    const lead = leads.get(leadId) as Lead;
    derived.pruneAt = (lead.settled?.at ?? 0) + RETENTION;
    if (old.length === PRUNE_STEP || derived.pruneAt >= meta.appendedAt) break;
    old.push(lead);
  }
  return old;
}

/**
 * Folds one event of a workspace's log into its state and returns all that follows from it. The result depends on the
 * events so far and nothing else. `state` is changed in place: when the result cannot be kept, restore it.
 */
export function foldEvent(state: WorkspaceState, event: LogEvent, ctx: FoldContext): FoldResult {
  const turn = beginTurn(state, ctx);
  const appendedAt = Math.max(state.meta.appendedAt, ctx.appendedAt);
  const now = state.meta.clock === 'live' ? Math.max(state.meta.now, appendedAt) : state.meta.now;
  setMeta(turn, { appendedAt, now });
  dispatch(turn, event);
  keepWake(turn);
  prune(turn);
  return endTurn(turn);
}
