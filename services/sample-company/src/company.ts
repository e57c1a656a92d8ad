import { join } from 'node:path';
import {
  accessOf,
  type Codec,
  createCodec,
  KAFKA_USERS,
  type KafkaUser,
  registerSchemas,
  topicSpecs,
} from '@leadline/contracts';
import { environmentOf, type Stack, upStack } from '@leadline/local';
import { kafkaOf, registryOf, transportIn } from '@leadline/service-kit';
import { connectKafka, type StreamClient } from '@leadline/stream';
import { createCompanyKey } from './api-key.ts';
import { createIntakeClient, type IntakeClient } from './intake-client.ts';
import { SERVICES, type ServiceProcess, startService } from './service-process.ts';
import type { Terminal } from './terminal.ts';
import { trainSampleModel } from './train.ts';

/** A stack with all services on it, ready to route. */
export interface RunningCompany {
  readonly stack: Stack;
  /** What the CLI needs in its environment to reach it all; where Kafka is secured, as the user of operators. */
  readonly env: Readonly<Record<string, string>>;
  readonly services: readonly ServiceProcess[];
  readonly client: StreamClient;
  readonly codec: Codec;
  readonly intake: IntakeClient;
  readonly intakeUrl: string;
  /** Stops services and stack, and removes what they left. */
  close(): Promise<void>;
}

/**
 * Brings up a stack of its own, registers schemas, creates topics, trains the first model and starts the services. `secured`:
 * with TLS and users everywhere, and at Kafka a user for each service that may do what it needs and no more.
 */
export async function startCompany(
  seed: string,
  terminal: Terminal,
  settings: Readonly<Record<string, string>> = {},
  secured = false,
): Promise<RunningCompany> {
  terminal.step('Bringing up Kafka, schema registry, Redis and a mailbox');
  const stack = await upStack({ say: (line) => terminal.progress(line), secured });
  const services: ServiceProcess[] = [];
  const opened: { client?: StreamClient } = {};
  const close = async (): Promise<void> => {
    await Promise.allSettled(services.map((service) => service.stop()));
    await opened.client?.close();
    await stack.down();
  };
  try {
    const transport = transportIn(environmentOf(stack.addresses));
    const client = await connectKafka({ ...kafkaOf(transport), clientId: 'sample-company' });
    opened.client = client;
    await registerSchemas(registryOf(transport));
    await client.ensureTopics(topicSpecs());
    if (secured) for (const user of KAFKA_USERS) await client.grant(user, accessOf(user));
    terminal.step('Training the first model on six months of won and lost deals');
    const model = join(stack.folder, 'model');
    terminal.print(`  ${await trainSampleModel(model, seed)}`);
    terminal.step(`Starting ${SERVICES.join(', ')}`);
    const apiKey = secured ? await createCompanyKey(stack.folder) : null;
    const env = {
      ...environmentOf(stack.addresses),
      LEADLINE_MODEL: model,
      LEADLINE_MODELS: join(stack.folder, 'models'),
      LEADLINE_ASSIGNMENT_STATE: join(stack.folder, 'assignment'),
      LEADLINE_SECRET: 'local-development-secret',
      LEADLINE_LOG: 'info',
      ...apiKey?.settings,
      ...settings,
    };
    const asUser = (user: KafkaUser) => ({ ...env, ...stack.users?.[user] });
    services.push(...(await Promise.all(SERVICES.map((name) => startService(name, asUser(name), stack)))));
    const intakeUrl = services[0]?.url ?? '';
    const codec = createCodec(registryOf(transport));
    return {
      stack,
      env: {
        ...asUser('operators'),
        LEADLINE_INTAKE: intakeUrl,
        ...(apiKey === null ? {} : { LEADLINE_API_KEY: apiKey.key }),
      },
      services,
      client,
      codec,
      intake: createIntakeClient(intakeUrl, apiKey?.key ?? null),
      intakeUrl,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
