import type {
  DecisionRecorded,
  LedgerEntry,
  PolicyReleased,
  PricesReleased,
  RepUpserted,
} from '@leadline/contracts';
import { defaultPolicy } from '@leadline/domain';
import type { RunningCompany } from '../../sample-company/src/company.ts';
import { readTopic } from '../../sample-company/src/read-topic.ts';

/** By which version of each a decision was made. A rep's capacity stands for the roster: each change of the test's sets another. */
export interface InForce {
  readonly policy: string;
  /** Null: none were released. */
  readonly prices: string | null;
  readonly capacity: number;
}

/** A decision, with what its capsule names and what held at its place on the workspace's log. */
export interface Placed {
  readonly decision: DecisionRecorded;
  readonly named: InForce;
  readonly held: InForce;
  /** Content hashes that the capsule names. */
  readonly hashes: { readonly policy: string; readonly roster: string; readonly prices: string | null };
}

/** All decisions of a workspace, in order. `repId`: the rep whose capacity tells rosters apart. */
export async function placedDecisions(
  company: RunningCompany,
  workspace: string,
  repId: string,
): Promise<readonly Placed[]> {
  const { client, codec } = company;
  const isHere = ({ value }: { readonly value: { readonly workspace: string } }) =>
    value.workspace === workspace;
  const contents = await readTopic(client, codec, 'assignment.decision', 'ContentStored');
  const bodies = new Map(contents.map(({ value: { hash, body } }) => [hash, JSON.parse(body) as unknown]));
  const decisions = await readTopic(client, codec, 'assignment.decision', 'DecisionRecorded');
  const ledger = await readTopic(client, codec, 'assignment.ledger', 'LedgerEntry');
  const offsets = new Map(ledger.filter(isHere).map(({ value }) => [value.capsuleHash, offsetOf(value)]));
  const heldAt = await eachOffset(company, workspace, repId);
  return decisions.filter(isHere).map(({ value: decision }) => {
    const hashes = JSON.parse(decision.capsule) as Placed['hashes'];
    const offset = offsets.get(decision.capsuleHash);
    if (offset === undefined)
      throw new Error(`The ledger knows nothing of decision ${decision.capsuleHash}.`);
    const roster = bodies.get(hashes.roster) as readonly {
      readonly repId: string;
      readonly capacity: number;
    }[];
    const named = {
      policy: versionOf(bodies.get(hashes.policy)),
      prices: hashes.prices === null ? null : versionOf(bodies.get(hashes.prices)),
      capacity: roster.find((rep) => rep.repId === repId)?.capacity ?? NaN,
    };
    return { decision, named, held: heldAt(offset), hashes };
  });
}

const offsetOf = ({ inputOffset }: LedgerEntry): bigint => BigInt(inputOffset);
const versionOf = (body: unknown): string => (body as { readonly version: string }).version;

/** What the log alone says: of each kind the latest record up to an offset. */
async function eachOffset(
  { client, codec }: RunningCompany,
  workspace: string,
  repId: string,
): Promise<(offset: bigint) => InForce> {
  const of = async <R extends 'PolicyReleased' | 'PricesReleased' | 'RepUpserted'>(record: R) =>
    (await readTopic(client, codec, 'assignment.in', record)).filter(
      ({ value }) => value.workspace === workspace,
    );
  const [policies, prices, reps] = await Promise.all([
    of('PolicyReleased'),
    of('PricesReleased'),
    of('RepUpserted'),
  ]);
  const own = reps.filter(({ value }) => value.repId === repId);
  return (offset) => ({
    policy: latest<PolicyReleased>(policies, offset)?.version ?? defaultPolicy.version,
    prices: latest<PricesReleased>(prices, offset)?.version ?? null,
    capacity: latest<RepUpserted>(own, offset)?.capacity ?? NaN,
  });
}

function latest<V>(
  rows: readonly { readonly offset: bigint; readonly value: V }[],
  offset: bigint,
): V | null {
  return rows.findLast((row) => row.offset <= offset)?.value ?? null;
}
