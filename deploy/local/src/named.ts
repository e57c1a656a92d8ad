import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { LeadlineError, type ErrorCode } from '@leadline/contracts';
import { runs } from './claims.ts';
import type { Say } from './download.ts';
import { kafkaAnswers, redisAnswers, smtpAnswers, waitUntil } from './health.ts';
import { registryAnswers } from './registry.ts';
import type { ResourceName } from './resource.ts';
import { moduleArguments } from './run.ts';
import { readState, removeState, type NamedResource, type NamedStack } from './state.ts';

export type { NamedStack } from './state.ts';

const DOWN_MS = 30_000;

/** How a named stack comes up. */
export interface UpOptions {
  /** Letters, digits, dot, dash. Default `default`. */
  readonly name?: string;
  /** Takes progress lines. Default: nothing is said. */
  readonly say?: Say;
}

/** A named stack as it is now. */
export interface StackStatus extends NamedStack {
  readonly resources: readonly (NamedResource & { readonly healthy: boolean })[];
}

/** What a supervisor says when it is done with coming up. */
export type Answer = { readonly up: NamedStack } | { readonly failed: { code: ErrorCode; message: string } };

const ANSWERS: Record<ResourceName, (address: string) => Promise<boolean>> = {
  kafka: kafkaAnswers,
  registry: registryAnswers,
  redis: redisAnswers,
  mailbox: smtpAnswers,
};

/**
 * Brings up a stack that stays when the caller ends, under a process of its own. One that runs already is given back.
 * @throws LeadlineError with a LEADLINE_STACK_... code
 */
export async function up({ name = 'default', say = () => undefined }: UpOptions = {}): Promise<NamedStack> {
  if (!/^[\w.-]+$/.test(name)) {
    throw new LeadlineError('LEADLINE_STACK_NAME', `"${name}" cannot be the name of a stack.`);
  }
  const running = await readState(name);
  if (running) return running;
  const supervisor = spawn(process.execPath, [...moduleArguments('main'), name], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  createInterface({ input: supervisor.stderr }).on('line', say);
  for await (const line of createInterface({ input: supervisor.stdout })) {
    const answer = JSON.parse(line) as Answer;
    if ('failed' in answer) throw new LeadlineError(answer.failed.code, answer.failed.message);
    supervisor.unref();
    supervisor.stdout.destroy();
    supervisor.stderr.destroy();
    return answer.up;
  }
  throw new LeadlineError(
    'LEADLINE_STACK_UNHEALTHY',
    'The process that owns the stack has ended without a word.',
  );
}

/** Takes down the stack of this name. Answers false when none runs. */
export async function down(name = 'default'): Promise<boolean> {
  const state = await readState(name);
  if (!state) return false;
  process.kill(state.pid, 'SIGTERM');
  const gone = await waitUntil(() => !runs(state.pid), DOWN_MS);
  // Its watchdog ends the servers even so.
  if (!gone) process.kill(state.pid, 'SIGKILL');
  await removeState(name);
  return true;
}

/** How the stack of this name is; null when none runs. */
export async function status(name = 'default'): Promise<StackStatus | null> {
  const state = await readState(name);
  if (!state) return null;
  const resources = state.resources.map(async (resource) => ({
    ...resource,
    healthy: await ANSWERS[resource.name](resource.address),
  }));
  return { ...state, resources: await Promise.all(resources) };
}
