import type { Evidence } from './evidence.ts';
import { idsOf } from './truth-check.ts';
import { browsingOf } from './world/engagements.ts';
import type { World } from './world/types.ts';

/** Of the leads that were scored and whose person did something before. */
export interface EngagementCheck {
  readonly leads: number;
  /** Those that carry all of it and nothing from after them. */
  readonly right: number;
  readonly first: string | null;
}

/** Compares what leads carry with what their persons did. */
export function checkEngagement(world: World, { scored }: Pick<Evidence, 'scored'>): EngagementCheck {
  const ids = idsOf(world);
  const leads = [...browsingOf(world).before].flatMap(([key, expected]) => {
    const lead = scored.get(ids.get(key) ?? key);
    if (lead === undefined) return [];
    const { pages = 0, emails = 0, forms = 0, events = 0 } = lead.engagement?.windows.at(-1) ?? {};
    const known = pages + emails + forms + events;
    return [{ leadId: lead.leadId, expected, known }];
  });
  const wrong = leads.filter(({ expected, known }) => expected !== known);
  const [first] = wrong;
  return {
    leads: leads.length,
    right: leads.length - wrong.length,
    first: first === undefined ? null : `${first.leadId} carries ${first.known} of ${first.expected}`,
  };
}
