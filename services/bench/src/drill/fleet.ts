import { join } from 'node:path';
import { type Running, start } from '../child.ts';
import { ALL, urlOf } from '../pipeline.ts';
import type { Ground } from '../site.ts';
import { Load } from './load.ts';

export type Service = (typeof ALL)[number];

/** A build of Leadline, and what its services need in their environment. */
export interface Build {
  readonly name: string;
  /** Folder of the repository that was built. */
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
}

/** This build. */
export const HERE = join(import.meta.dirname, '../../../..');

/** Instances of services, each a process of its own. */
export class Fleet {
  readonly #ground: Pick<Ground, 'stack'>;
  readonly #running: {
    readonly service: Service;
    readonly build: string;
    readonly process: Running<string>;
  }[] = [];
  #count = 0;

  constructor(ground: Pick<Ground, 'stack'>) {
    this.#ground = ground;
  }

  /** Addresses of the instances of intake, the oldest first. */
  get intakes(): readonly string[] {
    return this.#running.filter(({ service }) => service === 'intake').map(({ process }) => process.up);
  }

  /** Starts one more instance. @throws NotUp */
  async start(service: Service, { name: build, root, env }: Build): Promise<void> {
    this.#count += 1;
    const args = ['--max-old-space-size=768', join(root, 'services', service, 'dist/main.js')];
    const name = `${service}-${build}-${this.#count}`;
    const process = await start({ name, args, env, up: urlOf }, this.#ground.stack);
    this.#running.push({ service, build, process });
  }

  /** SIGTERM to the youngest instance of a service, or to the one of a build; resolves when it has drained. */
  async stop(service: Service, build?: string): Promise<void> {
    const at = this.#running.findLastIndex(
      (one) => one.service === service && (build === undefined || one.build === build),
    );
    const [stopped] = this.#running.splice(at, 1);
    await stopped?.process.stop();
  }

  /** One instance of each service, and leads that may flow to its intake. */
  async open(build: Build, client: Ground['client']): Promise<Load> {
    await this.scaleTo(1, build);
    return Load.open(client, this.intakes[0]!);
  }

  /** Starts or stops instances of every service, until there are `count` of each. */
  async scaleTo(count: number, build: Build): Promise<void> {
    await Promise.all(
      ALL.map(async (service) => {
        const have = this.#running.filter((one) => one.service === service).length;
        for (let more = have; more < count; more += 1) await this.start(service, build);
        for (let less = have; less > count; less -= 1) await this.stop(service);
      }),
    );
  }

  async close(): Promise<void> {
    await Promise.all(this.#running.map(({ process }) => process.stop()));
  }
}
