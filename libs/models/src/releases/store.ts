import { randomUUID } from 'node:crypto';
import { copyFile, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import { loadModel, type Scorer } from '../load.ts';
import { readModel, refusal } from '../read.ts';
import { CARD_FILE, ONNX_FILE } from '../save.ts';
import type { ServedCard } from '../served-card.ts';

/** A version of the store: its card, or why it cannot be used. */
export type StoredModel = { readonly version: string } & (
  | { readonly card: ServedCard; readonly trouble: null }
  | { readonly card: null; readonly trouble: LeadlineError }
);

const VERSION = /^[0-9a-f]{64}$/;

/** Models in a folder that machines may share: a folder per version, complete from the start and never changed. */
export class ModelStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * Takes a model in under its version, if it is not there yet.
   * @throws LeadlineError as {@link loadModel}.
   */
  async put(source: string): Promise<ServedCard> {
    const { card } = await readModel(source);
    await this.#copy(source, card.version).catch((cause: unknown) => {
      const message = `The model cannot be written into ${this.#folder}.`;
      throw new LeadlineError('LEADLINE_FILE_UNREADABLE', message, { where: this.#folder, cause });
    });
    return this.read(card.version);
  }

  /** The card of a version. @throws LeadlineError as {@link readModel}. */
  async read(version: string): Promise<ServedCard> {
    const { card } = await readModel(this.#placeOf(version));
    if (card.version === version) return card;
    throw refusal('LEADLINE_MODEL_INVALID', this.#placeOf(version), `is ${card.version}`);
  }

  /** A version ready to score. @throws LeadlineError as {@link loadModel}. */
  async open(version: string): Promise<Scorer> {
    await this.read(version);
    return loadModel(this.#placeOf(version));
  }

  /** All versions, by name. */
  async list(): Promise<readonly StoredModel[]> {
    return Promise.all((await this.#versions()).map((version) => this.#stored(version)));
  }

  /**
   * The version that begins with `start`.
   * @throws LeadlineError LEADLINE_MODEL_UNKNOWN if there is none, or more than one.
   */
  async find(start: string): Promise<string> {
    const found = (await this.#versions()).filter((version) => version.startsWith(start));
    if (found.length === 1) return found[0]!;
    const many = `${found.length} models in ${this.#folder} begin with ${start}: ${found.join(', ')}.`;
    const none = `No model in ${this.#folder} begins with ${start}, and no folder is called so.`;
    throw new LeadlineError('LEADLINE_MODEL_UNKNOWN', found.length === 0 ? none : many, { where: start });
  }

  /** Readers meet the whole folder or none. If the version is there already, it stays. */
  async #copy(source: string, version: string): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    const draft = join(this.#folder, `.${version}.${randomUUID()}`);
    await mkdir(draft);
    for (const file of [ONNX_FILE, CARD_FILE]) await copyFile(join(source, file), join(draft, file));
    await rename(draft, this.#placeOf(version)).catch(() => rm(draft, { recursive: true }));
  }

  async #versions(): Promise<readonly string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names.filter((name) => VERSION.test(name)).toSorted();
  }

  async #stored(version: string): Promise<StoredModel> {
    try {
      return { version, card: await this.read(version), trouble: null };
    } catch (error) {
      if (!(error instanceof LeadlineError)) throw error;
      return { version, card: null, trouble: error };
    }
  }

  #placeOf(version: string): string {
    return join(this.#folder, version);
  }
}
