import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Codec, createCodec, registerSchemas, topicSpecs } from '@leadline/contracts';
import { environmentOf, type Stack, type StackOptions, upStack } from '@leadline/local';
import { connectKafka, type StreamClient } from '@leadline/stream';
import { type Arrivals, watch } from './arrivals.ts';
import { type Team, teamOf } from './workload.ts';

/** A stack with topics and a model, but without services. */
export interface Ground {
  readonly stack: Stack;
  readonly env: Readonly<Record<string, string>>;
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly team: Team;
  close(): Promise<void>;
}

/** With readers of what comes out. */
export interface Site extends Ground {
  readonly assigned: Arrivals;
  readonly sent: Arrivals;
}

export async function openSite(): Promise<Site> {
  const ground = await openGround({ lasting: true });
  const { client } = ground;
  return {
    ...ground,
    assigned: await watch(client, 'lead.assigned'),
    sent: await watch(client, 'outreach.sent'),
  };
}

/** How a ground is made. `before`: is given the registry's address before our schemas are in it. */
interface GroundOptions extends Pick<StackOptions, 'docker' | 'lasting'> {
  readonly before?: (registry: string) => Promise<void>;
}

/** Brings up a stack that shares nothing, and all that services need on it. */
export async function openGround({ before, ...options }: GroundOptions = {}): Promise<Ground> {
  const stack = await upStack({ env: {}, ...options });
  try {
    const { kafka, registry } = stack.addresses;
    await before?.(registry);
    await registerSchemas({ registryUrl: registry });
    const client = await connectKafka({ brokers: kafka, clientId: 'bench' });
    await client.ensureTopics(topicSpecs());
    const model = join(stack.folder, 'model');
    await train(model);
    const env = {
      ...environmentOf(stack.addresses),
      LEADLINE_MODEL: model,
      LEADLINE_SECRET: 'local-development-secret',
      LEADLINE_OUTREACH_QUIET: 'off',
      LEADLINE_LOG: 'info',
    };
    const close = async (): Promise<void> => {
      await client.close();
      await stack.down();
    };
    return {
      stack,
      env,
      client,
      codec: createCodec({ registryUrl: registry }),
      team: await teamOf(model),
      close,
    };
  } catch (error) {
    await stack.down();
    throw error;
  }
}

/** The sample company's first model, as `npm run train` makes it. */
async function train(folder: string): Promise<void> {
  const program = join(import.meta.dirname, '../../sample-company/dist/train-command.js');
  const child = spawn(process.execPath, [program, folder], { stdio: 'ignore' });
  const code = await new Promise((resolve) => child.once('close', resolve));
  if (code !== 0) throw new Error(`The model is not trained: ${program} ended with ${String(code)}.`);
}

const SAMPLE = 200;

/** Mean size of a record with its headers on its way from intake to the decision, bytes. */
export async function recordBytes(client: StreamClient): Promise<number> {
  const means: number[] = [];
  for (const topic of ['lead.received', 'lead.enriched', 'lead.validated', 'lead.scored']) {
    const sizes: number[] = [];
    for await (const batch of client.read({ topic })) {
      for (const { value, headers } of batch)
        sizes.push((value?.length ?? 0) + Object.entries(headers).flat().join('').length);
      if (sizes.length >= SAMPLE) break;
    }
    means.push(sizes.reduce((sum, size) => sum + size, 0) / Math.max(1, sizes.length));
  }
  return Math.round(means.reduce((sum, mean) => sum + mean, 0) / means.length);
}
