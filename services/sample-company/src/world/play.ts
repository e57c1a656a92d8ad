import { createRandom } from '@leadline/chance';
import { winProbability } from './truth.ts';
import type { World } from './types.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A lead stays open at least this long, so that a second submission of its person meets it open. */
const EARLIEST_CLOSE = 36 * HOUR;
const LATEST_CLOSE = 9 * 24 * HOUR;

/** What the rep does with a lead: instants are epoch ms on the event clock. */
export interface Play {
  readonly contactedAt: number;
  readonly closedAt: number;
  readonly outcome: 'won' | 'lost';
  /** Amount won; null when lost. */
  readonly amount: number | null;
}

/**
 * Plays the rep: the same lead, rep and time always give the same. `key` is the lead's submission key.
 * Null for a lead that is not in the manifest.
 */
export function playRep(world: World, key: string, repId: string, assignedAt: number): Play | null {
  const truth = world.manifest.get(key);
  if (truth === undefined) return null;
  const random = createRandom(`${world.seed}/play/${key}/${repId}`);
  const contactedAt =
    assignedAt + 20 * MINUTE + Math.floor(Math.min(20 * HOUR, random.exponential(4 * HOUR)));
  const open = EARLIEST_CLOSE + Math.floor(random.exponential(40 * HOUR));
  const won = random.chance(winProbability(world, truth.traits, repId));
  return {
    contactedAt,
    closedAt: assignedAt + Math.min(LATEST_CLOSE, open),
    outcome: won ? 'won' : 'lost',
    amount: won ? truth.traits.value : null,
  };
}
