import { registerSchemas, topicSpecs } from '@leadline/contracts';
import { Command } from 'commander';
import { registryIn, withCluster } from '../cluster.ts';
import { command, EXIT, type Io, whole } from '../output/command.ts';

/** `leadline schemas register`: a deploy step. */
export function schemasCommand(io: Io): Command {
  const register = command(io, 'register', 'register every schema, each FULL_TRANSITIVE', async () => {
    const registry = await registryIn(io.env);
    const ids = await registerSchemas(registry);
    const lines = [`${ids.size} schemas are registered at ${registry.registryUrl}`];
    return { code: EXIT.well, json: Object.fromEntries(ids), lines };
  });
  return new Command('schemas').description('schemas of all records').addCommand(register);
}

interface CreateOptions {
  readonly replication: number;
}

/** `leadline topics create`: a deploy step. */
export function topicsCommand(io: Io): Command {
  const create = command<CreateOptions>(
    io,
    'create',
    'create the topics that are missing',
    async ({ replication }) => {
      const specs = topicSpecs();
      await withCluster(io.env, ({ client }) => client.ensureTopics(specs, replication));
      return { code: EXIT.well, json: specs, lines: [`${specs.length} topics are there`] };
    },
  ).option('--replication <count>', 'replicas of each topic', whole(1), 1);
  return new Command('topics').description('topics, dead letters and retries').addCommand(create);
}
