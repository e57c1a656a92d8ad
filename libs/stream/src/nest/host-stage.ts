import { Controller, type Type } from '@nestjs/common';
import { Ctx, EventPattern, Payload } from '@nestjs/microservices';
import type { Codec, RecordName } from '@leadline/contracts';
import type { StageObserver } from '../observe.ts';
import type { Relay } from '../relay.ts';
import type { Outcome, StreamClient, StreamRecord } from '../port.ts';
import { StageRunner } from '../stage-runner.ts';
import type { Stage } from '../stage.ts';
import { type BatchContext, LeadStreamServer } from './server.ts';

export interface HostStageOptions {
  readonly client: StreamClient;
  readonly codec: Pick<Codec, 'encode' | 'decode'>;
  /** Records per batch at most. Default 200. */
  readonly maxBatch?: number;
  readonly observe?: StageObserver;
  /** The stages of this process, to hand on to and to be handed from. */
  readonly relay?: Relay;
}

/** A stage in the shapes that Nest takes: declare the controller in a module, connect the strategy as a microservice. */
export interface NestStage {
  readonly controller: Type;
  readonly strategy: LeadStreamServer;
}

/** Makes controller and transport of a stage. The strategy's `listen` opens the stage and joins its group. */
export async function hostStage<In extends RecordName, Facts, Decision, Done>(
  stage: Stage<In, Facts, Decision, Done>,
  { client, ...rest }: HostStageOptions,
): Promise<NestStage> {
  const producer = await client.producer();
  const runner = new StageRunner(stage, { ...rest, producer });
  const { handle: _handle, ...options } = runner.options();
  const transportId = Symbol(stage.name);
  const strategy = new LeadStreamServer({
    ...options,
    client,
    transportId,
    open: async () => stage.open?.(),
    listening: () => {
      if (stage.inline) rest.relay?.join(stage.inputs, runner);
    },
    leaving: () => rest.relay?.leave(runner),
    close: () => producer.close(),
  });
  return { controller: stageController(runner, transportId), strategy };
}

function stageController<In extends RecordName, Facts, Decision, Done>(
  runner: StageRunner<In, Facts, Decision, Done>,
  transportId: symbol,
): Type {
  class StageController {
    handle(batch: readonly StreamRecord[], context: BatchContext): Promise<readonly Outcome[]> {
      return runner.handle(batch, context.signal);
    }
  }
  // Decorators as calls: this file must also run where types are only stripped.
  const { prototype } = StageController;
  const handle = Object.getOwnPropertyDescriptor(prototype, 'handle')!;
  EventPattern([...runner.stage.inputs], transportId)(prototype, 'handle', handle);
  Payload()(prototype, 'handle', 0);
  Ctx()(prototype, 'handle', 1);
  Controller()(StageController);
  return StageController;
}
