import { type FollowerParts, Shelf, TopicFollower } from '@leadline/service-kit';
import { EngagementHistory, type KeptEngagement } from '../engagement-history.ts';
import type { Engagements } from '../stage.ts';

/** All engagement that its topic keeps, on a shelf: it names nobody. */
export function engagementFollower(parts: FollowerParts): Engagements {
  const history = new EngagementHistory(new Shelf().rows<KeptEngagement>());
  const follower = new TopicFollower([history], parts);
  return { of: (identities) => history.of(identities), refresh: () => follower.refresh() };
}
