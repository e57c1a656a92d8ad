import type { AccountUpserted } from '@leadline/contracts';
import { type FollowerParts, TopicFollower } from '@leadline/service-kit';
import { AccountIndex } from '../account-index.ts';
import type { Accounts } from '../stage.ts';

/** Every account of the compacted topic, in memory. */
export function accountFollower(parts: FollowerParts): Accounts {
  const index = new AccountIndex();
  const accounts = {
    topic: 'account.upserted' as const,
    take: (key: string, account: AccountUpserted | null) => index.put(key, account),
  };
  const follower = new TopicFollower([accounts], parts);
  return { index, refresh: () => follower.refresh() };
}
