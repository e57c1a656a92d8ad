import {
  type Capsule,
  type Policy,
  type Prices,
  buildRoster,
  ENGINES,
  questionOf,
  type Question,
  type Roster,
  type RosterRep,
} from '@leadline/domain';
import { type DecisionRows, ownDecisions, type Scope } from '../audit/own-decisions.ts';

/** A recorded decision: what it saw, and who got the lead. */
export interface RecordedLead {
  readonly question: Question;
  /** Engine that decided. 1 recorded neither backlog nor prices nor yardstick: its questions have none. */
  readonly engine: number;
  readonly rep: string | null;
}

/**
 * The last decisions of a workspace, each lead once, by its last; commands are no decision of a policy.
 * Null: a decision of an unknown engine, or one whose policy or roster is gone, cannot be made again. They are read one by one as
 * they are asked for, once: a hundred thousand questions among 500 reps would not fit into memory.
 */
export async function lastDecisions(
  rows: DecisionRows,
  scope: Scope,
  last: number,
): Promise<Iterable<RecordedLead | null>> {
  const contents = new Map<string, string>();
  const capsules = new Map<string, string>();
  for await (const { record, value } of ownDecisions(rows, scope)) {
    if (record === 'ContentStored') {
      contents.set(value.hash, value.body);
      continue;
    }
    if (value.path === 'manual') continue;
    capsules.delete(value.leadId);
    capsules.set(value.leadId, value.capsule);
    if (capsules.size > last) capsules.delete(capsules.keys().next().value as string);
  }
  return recordedIn([...capsules.values()], contents);
}

function* recordedIn(
  capsules: readonly string[],
  contents: ReadonlyMap<string, string>,
): Generator<RecordedLead | null> {
  const rosters = new Map<string, Roster>();
  for (const text of capsules) {
    const capsule = JSON.parse(text) as Capsule;
    const [policy, reps] = [contents.get(capsule.policy), contents.get(capsule.roster)];
    const prices = capsule.prices ? contents.get(capsule.prices) : 'null';
    const known = Object.hasOwn(ENGINES, capsule.engine);
    if (!known || policy === undefined || reps === undefined || prices === undefined) {
      yield null;
      continue;
    }
    // Leads of one roster share it, with all that is worked out from it.
    const roster = rosters.get(capsule.roster) ?? buildRoster(JSON.parse(reps) as RosterRep[]);
    rosters.set(capsule.roster, roster);
    const named = {
      policy: JSON.parse(policy) as Policy,
      reps: [],
      prices: JSON.parse(prices) as Prices | null,
    };
    const question = { ...questionOf(capsule, named), roster };
    yield { question, engine: capsule.engine, rep: capsule.result.rep };
  }
}
