import type { LeadScored, LeadTransferred } from './events.ts';
import type { Payload } from './state.ts';
import { put, type Turn } from './turn.ts';

/** Stores a list of rep ids once; returns its name. All leads of one model and roster share one. */
function listName(turn: Turn, repIds: readonly string[]): string {
  const name = turn.ctx.sha256(repIds.join('\n')).slice(0, 32);
  if (!turn.state.lists.has(name)) put(turn, 'lists', name, repIds);
  return name;
}

/** What a decision needs of a scored lead; nothing about the person. */
export function payloadOf(turn: Turn, lead: LeadScored | LeadTransferred): Payload {
  return {
    routable: {
      source: lead.source,
      country: lead.country,
      timeZone: lead.timeZone,
      language: lead.language,
      product: lead.product,
      dealType: lead.dealType,
      score: lead.score,
      segment: lead.segment,
      expectedValue: lead.expectedValue,
      workMinutes: lead.workMinutes,
      leadLogit: lead.leadLogit,
      modelVersion: lead.modelVersion,
      ...(lead.region === null ? {} : { region: lead.region }),
      ...((lead.postalArea ?? null) === null ? {} : { postalArea: lead.postalArea }),
      ...(lead.accountKey === null ? {} : { account: lead.accountKey }),
    },
    accountOwner: lead.accountOwner,
    list: listName(turn, lead.repIds),
    logits: lead.repLogits,
  };
}
