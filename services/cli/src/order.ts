import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import type { Cluster } from './cluster.ts';

/** Who does something that is not done without saying so, and why. */
export interface OrderOptions {
  readonly by: string;
  readonly reason: string;
}

/** Of every command that releases something, or acts past intake, where no key says who it is. */
export function withOrderOptions(command: Command): Command {
  return command
    .requiredOption('--by <id>', 'who does it; an id, no name')
    .requiredOption('--reason <text>', 'why');
}

/** Puts on record what is about to be done. Resolves when all in-sync replicas have it. `at`: epoch ms. */
export async function putOnRecord(
  { client, codec }: Pick<Cluster, 'client' | 'codec'>,
  command: 'dlq redrive' | 'load rebuild',
  target: string | null,
  { by, reason }: OrderOptions,
  at: number,
): Promise<void> {
  const value = { eventId: randomUUID(), command, target, by, reason, occurredAt: at };
  const context = { tenant: '*', workspace: '', subject: null, traceparent: null };
  const emit = {
    topic: 'operator.commanded',
    record: 'OperatorCommanded',
    key: value.eventId,
    value,
  } as const;
  const producer = await client.producer();
  try {
    await producer.send([await codec.encode(emit, context, 'operators')]);
  } finally {
    await producer.close();
  }
}
