import { createRandom } from '@leadline/chance';
import type { OpenDeal, RepBody } from './types.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Deals that the active reps have open when the run starts; most of them end during it. */
export function createDeals(seed: string, reps: readonly RepBody[], startAt: number): readonly OpenDeal[] {
  return reps.filter((rep) => rep.active).flatMap((rep) => dealsOf(seed, rep, startAt));
}

function dealsOf(seed: string, rep: RepBody, startAt: number): OpenDeal[] {
  const random = createRandom(`${seed}/deals/${rep.repId}`);
  const count = random.int(3, Math.floor(rep.capacity / 4));
  return Array.from({ length: count }, (_, index) => {
    const won = random.chance(0.3);
    return {
      dealId: `deal-${rep.repId}-${String(index + 1)}`,
      workspace: rep.workspace,
      repId: rep.repId,
      occurredAt: startAt,
      closesAt: startAt + HOUR + random.int(0, 17 * DAY),
      outcome: won ? 'won' : 'lost',
      amount: won ? Math.round(random.logNormal(2000, 1)) : null,
    };
  });
}
