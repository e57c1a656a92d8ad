import { Controller, Get, Inject, Res } from '@nestjs/common';

/** Null while well; else why not, in a few words without personal data. Asked at the moment of the question. */
export type Probe = () => string | null;

type Checks = Readonly<Record<string, string | null>>;

/** What a service depends on (is it ready?) and whether it gets on at all (does it live?). */
export class Health {
  readonly #probes = new Map<string, Probe>();
  readonly #lives = new Map<string, Probe>();
  #draining = false;

  /** Of what the service needs for its work, such as a broker that answers. */
  watch(name: string, probe: Probe): void {
    this.#probes.set(name, probe);
  }

  /** Of what only a restart can mend, never of a dependency: an outage would restart everything at once. */
  watchLife(name: string, probe: Probe): void {
    this.#lives.set(name, probe);
  }

  /** From now on the service is not ready: it has been told to stop, and finishes what is in flight. */
  drain(): void {
    this.#draining = true;
  }

  /** Each check with null (well) or the reason. */
  checks(): Checks {
    return { ...answersOf(this.#probes), ...(this.#draining ? { draining: 'told to stop' } : {}) };
  }

  lives(): Checks {
    return answersOf(this.#lives);
  }

  /** Null while everything is well, else all reasons in one line. */
  unhealthy(): string | null {
    const wrong = wrongIn(this.checks());
    return wrong.length === 0 ? null : wrong.map(([name, reason]) => `${name}: ${reason}`).join('; ');
  }
}

const answersOf = (probes: ReadonlyMap<string, Probe>): Checks =>
  Object.fromEntries([...probes].map(([name, probe]) => [name, probe()]));
const wrongIn = (checks: Checks) => Object.entries(checks).filter(([, reason]) => reason !== null);

interface StatusResponse {
  status(code: number): unknown;
}

/**
 * `/health/startup`: the service has started, as it listens only then. `/health/live`: it gets on, whether or not its
 * dependencies answer. `/health/ready`: it does its work now. Each 200, or 503 with the reasons.
 */
@Controller('health')
export class HealthController {
  readonly #health: Health;
  constructor(@Inject(Health) health: Health) {
    this.#health = health;
  }

  @Get('startup')
  startup() {
    return { status: 'started' };
  }

  @Get('live')
  live(@Res({ passthrough: true }) response: StatusResponse) {
    return answer(response, 'live', this.#health.lives());
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) response: StatusResponse) {
    return answer(response, 'ready', this.#health.checks());
  }
}

function answer(response: StatusResponse, well: string, checks: Checks) {
  const isWell = wrongIn(checks).length === 0;
  response.status(isWell ? 200 : 503);
  return { status: isWell ? well : 'unavailable', checks };
}
