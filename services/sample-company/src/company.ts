import { join } from 'node:path';
import { type Codec, createCodec, registerSchemas, topicSpecs } from '@leadline/contracts';
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
  /** What a service or the CLI needs in its environment to reach it all. */
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
 * with TLS and users everywhere.
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
    services.push(...(await Promise.all(SERVICES.map((name) => startService(name, env, stack)))));
    const intakeUrl = services[0]?.url ?? '';
    const codec = createCodec(registryOf(transport));
    return {
      stack,
      env: {
        ...env,
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
