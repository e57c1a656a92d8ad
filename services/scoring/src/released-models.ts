import { LeadlineError, type ModelReleased } from '@leadline/contracts';
import { EVERYBODY, ReleaseLog, type Scorer } from '@leadline/models';
import type { Logger, ReleaseView } from '@leadline/service-kit';
import { HeldModel } from './held-model.ts';
import type { LeadModel } from './stage.ts';

export interface ReleasedModelsOptions {
  /** For tenants without a release. */
  readonly start: LeadModel;
  /** Loads a version. @throws LeadlineError */
  readonly open: (version: string) => Promise<Scorer>;
  readonly log: Pick<Logger, 'info' | 'error'>;
  /** What could not be loaded is tried again after so many ms: a shared folder may show a new model late. */
  readonly retryMs?: number;
}

const RETRY_MS = 5_000;

/**
 * The models in charge, by tenant, as `model.released` says. A release is loaded beside the model that scores, and takes its
 * place at once when it is ready; one that cannot be loaded changes nothing but {@link trouble}.
 */
export class ReleasedModels {
  readonly topic = 'model.released' as const;
  readonly #options: ReleasedModelsOptions;
  readonly #log = new ReleaseLog();
  readonly #inCharge = new Map<string, HeldModel>();
  readonly #troubles = new Map<string, LeadlineError>();
  #work: Promise<void> = Promise.resolve();
  #retry: NodeJS.Timeout | undefined;
  #isFollowing = false;

  constructor(options: ReleasedModelsOptions) {
    this.#options = options;
  }

  /** The model that scores the tenant's leads now. */
  of(tenant: string): LeadModel {
    return this.#inCharge.get(tenant) ?? this.#inCharge.get(EVERYBODY) ?? this.#options.start;
  }

  /** One record of the topic, in its order. */
  take(_key: string, event: ModelReleased | null): void {
    if (event === null) return;
    this.#log.add(event);
    if (this.#isFollowing) void this.follow();
  }

  /**
   * Resolves when all that was taken is in charge, or has failed. Before the first call nothing is loaded: at the start of
   * a service the topic holds releases of long ago.
   */
  follow(): Promise<void> {
    this.#isFollowing = true;
    this.#work = this.#work.then(() => this.#settle());
    return this.#work;
  }

  /** Null if every release is followed; else what is wrong with the first that is not. */
  trouble(): string | null {
    const [first] = this.#troubles.values();
    return first === undefined
      ? null
      : `${first.code}: ${first.message} Scoring goes on with the model before.`;
  }

  view(): ReleaseView {
    const failed = [...this.#troubles.values()].map(({ code }) => code);
    const released = [...this.#log.scopes().values()].filter((version) => version !== null);
    return { live: released.length - failed.length, failed };
  }

  /** Lets all models go. What is asked already is answered. */
  async close(): Promise<void> {
    clearTimeout(this.#retry);
    this.#isFollowing = false;
    await this.#work;
    const { start } = this.#options;
    for (const model of new Set([start, ...this.#inCharge.values()]))
      if (model instanceof HeldModel) await this.#letGo(model);
  }

  async #settle(): Promise<void> {
    clearTimeout(this.#retry);
    const before = new Set(this.#inCharge.values());
    for (const [scope, version] of this.#log.scopes()) await this.#put(scope, version);
    const after = new Set(this.#inCharge.values());
    for (const model of before) if (!after.has(model)) await this.#letGo(model);
    if (this.#troubles.size > 0 && this.#isFollowing)
      this.#retry = setTimeout(() => void this.follow(), this.#options.retryMs ?? RETRY_MS).unref();
  }

  /** One that does not go must not keep later releases from being followed. */
  async #letGo(model: HeldModel): Promise<void> {
    const { version } = model.card;
    await model.letGo().catch((error: unknown) => {
      this.#options.log.error({ err: error, version }, 'a model that nobody needs any more does not let go');
    });
  }

  /** Puts a version in charge of a scope; null: what holds for all, or the one at start. */
  async #put(scope: string, version: string | null): Promise<void> {
    if (version === (this.#inCharge.get(scope)?.card.version ?? null))
      return void this.#troubles.delete(scope);
    try {
      if (version === null) this.#inCharge.delete(scope);
      else this.#inCharge.set(scope, await this.#load(version));
      this.#troubles.delete(scope);
      this.#options.log.info({ tenant: scope, version }, 'another model is in charge');
    } catch (error) {
      this.#note(scope, asTrouble(error));
    }
  }

  /** Once, not at each try. */
  #note(tenant: string, trouble: LeadlineError): void {
    const isKnown = this.#troubles.get(tenant)?.message === trouble.message;
    this.#troubles.set(tenant, trouble);
    if (isKnown) return;
    this.#options.log.error({ err: trouble, code: trouble.code, tenant }, 'a release cannot be followed');
  }

  async #load(version: string): Promise<HeldModel> {
    for (const model of this.#inCharge.values()) if (model.card.version === version) return model;
    const scorer = await this.#options.open(version);
    const { allowed, reason } = scorer.card.release;
    if (allowed || this.#log.isForced(version)) return new HeldModel(scorer);
    await scorer.close();
    throw new LeadlineError('LEADLINE_MODEL_REFUSED', `The card of ${version} speaks against it: ${reason}`);
  }
}

const asTrouble = (error: unknown): LeadlineError =>
  error instanceof LeadlineError
    ? error
    : new LeadlineError('LEADLINE_UNEXPECTED', String(error), { cause: error });
