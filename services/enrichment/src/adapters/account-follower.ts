import { type FollowerParts, TopicFollower } from '@leadline/service-kit';
import { AccountIndex } from '../account-index.ts';
import type { Accounts } from '../stage.ts';

/** Every account of the compacted topic, in memory. */
export function accountFollower(parts: FollowerParts): Accounts {
  const index = new AccountIndex();
  const follower = new TopicFollower(
    { topic: 'account.upserted', take: (key, account) => index.put(key, account) },
    parts,
  );
  return { index, refresh: () => follower.refresh() };
}
