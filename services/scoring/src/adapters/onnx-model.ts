import { loadModel, type Scorer } from '@leadline/models';
import type { OnApplicationShutdown } from '@nestjs/common';
import type { LeadModel } from '../stage.ts';

/** The model of a folder, held by onnxruntime until the service has drained. */
export class OnnxModel implements LeadModel, OnApplicationShutdown {
  readonly card: LeadModel['card'];
  readonly run: LeadModel['run'];
  private readonly scorer: Scorer;

  private constructor(scorer: Scorer) {
    this.scorer = scorer;
    this.card = scorer.card;
    this.run = (leads) => scorer.run(leads);
  }

  /** @throws LeadlineError LEADLINE_MODEL_..., so that the service refuses to start. */
  static async load(folder: string): Promise<OnnxModel> {
    return new OnnxModel(await loadModel(folder));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.scorer.close();
  }
}
