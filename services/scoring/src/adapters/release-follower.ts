import { type FollowerParts, TopicFollower } from '@leadline/service-kit';
import type { ReleasedModels } from '../released-models.ts';
import type { Models } from '../stage.ts';

/**
 * Follows `model.released`. The first leads wait until it is read to its end; later releases are followed beside the leads,
 * which never wait for a model to load.
 */
export function followReleases(parts: FollowerParts, models: ReleasedModels): Models {
  const follower = new TopicFollower([models], parts);
  let ready: Promise<void> | null = null;
  const begin = async (): Promise<void> => {
    await follower.refresh();
    await models.follow();
  };
  return {
    of: (tenant) => models.of(tenant),
    ready: () =>
      (ready ??= begin().catch((error: unknown) => {
        ready = null;
        throw error;
      })),
  };
}
