const TRANSACTION = 1;
/** A coordinator that moved is found again after this at the latest. */
const KEPT_MS = 2000;

export interface Asked {
  readonly groupId: string;
  /** 0: of a consumer group, 1: of a transactional id. */
  readonly coordinatorType: number;
}
export interface Finder {
  findGroupCoordinatorMetadata(asked: Asked): Promise<unknown>;
}

interface Kept {
  readonly at: number;
  readonly answer: unknown;
}

/**
 * Makes clusters of this class remember where coordinators are. kafkajs asks before each of four steps of a transaction, half of
 * all that a transaction asks. Only clusters of transactional producers remember: after an error those are closed as a whole,
 * while a consumer asks only when its coordinator has gone, and must not hear the old answer.
 */
export function rememberCoordinators({ prototype }: { readonly prototype: Finder }, now = Date.now): void {
  const find = Reflect.get(prototype, 'findGroupCoordinatorMetadata');
  const known = new WeakMap<Finder, Map<string, Kept>>();
  prototype.findGroupCoordinatorMetadata = async function remembered(this: Finder, asked: Asked) {
    if (asked.coordinatorType === TRANSACTION && !known.has(this)) known.set(this, new Map());
    const kept = known.get(this);
    if (kept === undefined) return find.call(this, asked);
    const name = `${asked.coordinatorType}/${asked.groupId}`;
    const last = kept.get(name);
    if (last !== undefined && now() - last.at < KEPT_MS) return last.answer;
    const answer = await find.call(this, asked);
    kept.set(name, { at: now(), answer });
    return answer;
  };
}
