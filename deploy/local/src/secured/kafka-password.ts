import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { kafkaJars } from '../kafka.ts';
import { run } from '../run.ts';
import type { Stack } from '../stack.ts';

type Secured = Pick<Stack, 'addresses' | 'folder' | 'mutual'>;

/**
 * Gives a user of a secured stack's Kafka another password, with Kafka's own tool (`kafka-configs.sh` of its distribution).
 * Kafka keeps one password per user: from then on the former one opens no connection, and those that are open stay.
 * @throws LeadlineError LEADLINE_STACK_UNHEALTHY with the output of the tool, also where the stack is not secured
 */
export async function changeKafkaPassword(stack: Secured, user: string, password: string): Promise<void> {
  // In a file, as every user of the machine sees the arguments of a process; there it stands without brackets.
  const change = await put(stack, 'password.properties', `SCRAM-SHA-512=password=${password}\n`);
  const jars = join(await kafkaJars(), '*');
  const broker = stack.mutual?.['LEADLINE_KAFKA'] ?? '';
  const tool = ['-XX:TieredStopAtLevel=1', '-cp', jars, 'kafka.admin.ConfigCommand'];
  const login = ['--bootstrap-server', broker, '--command-config', await clientProperties(stack)];
  const alter = ['--alter', '--entity-type', 'users', '--entity-name', user, '--add-config-file', change];
  const { code, output } = await run('java', [...tool, ...login, ...alter]);
  if (code !== 0)
    throw new LeadlineError('LEADLINE_STACK_UNHEALTHY', `Kafka does not change a password:\n${output}`);
}

/** A file with what Kafka's tools need to get in by a certificate. */
async function clientProperties(stack: Secured): Promise<string> {
  const { mutual, addresses } = stack;
  if (mutual === null)
    throw new LeadlineError('LEADLINE_STACK_UNHEALTHY', 'This stack is not secured: its Kafka has no users.');
  const part = (name: string): Promise<string> =>
    readFile(mutual[`LEADLINE_KAFKA_${name}_FILE`] ?? '', 'utf8');
  const keyStore = await put(stack, 'tool.pem', `${await part('KEY')}${await part('CERT')}\n`);
  const settings = {
    'security.protocol': 'SSL',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': keyStore,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': addresses.access?.['LEADLINE_KAFKA_CA_FILE'] ?? '',
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}\n`);
  return put(stack, 'tool.properties', lines.join(''));
}

async function put({ folder }: Secured, name: string, text: string): Promise<string> {
  const file = join(folder, 'security', name);
  await writeFile(file, text, { mode: 0o600 });
  return file;
}
