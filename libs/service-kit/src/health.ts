import { Controller, Get, HttpCode, Inject, Res } from '@nestjs/common';

/** Null while well; else why not, in a few words without personal data. */
export type Probe = () => string | null;

/** What a service depends on, asked at the moment of the question. */
export class Health {
  readonly #probes = new Map<string, Probe>();

  watch(name: string, probe: Probe): void {
    this.#probes.set(name, probe);
  }

  /** Each check with null (well) or the reason. */
  checks(): Readonly<Record<string, string | null>> {
    return Object.fromEntries([...this.#probes].map(([name, probe]) => [name, probe()]));
  }

  /** Null while everything is well, else all reasons in one line. */
  unhealthy(): string | null {
    const wrong = Object.entries(this.checks()).filter(([, reason]) => reason !== null);
    return wrong.length === 0 ? null : wrong.map(([name, reason]) => `${name}: ${reason}`).join('; ');
  }
}

interface StatusResponse {
  status(code: number): unknown;
}

/** `/health/live`: the process answers. `/health/ready`: it does its work now, else 503 with the reasons. */
@Controller('health')
export class HealthController {
  readonly #health: Health;
  constructor(@Inject(Health) health: Health) {
    this.#health = health;
  }

  @Get('live')
  @HttpCode(200)
  live() {
    return { status: 'live' };
  }

  @Get('ready')
  ready(@Res({ passthrough: true }) response: StatusResponse) {
    const ready = this.#health.unhealthy() === null;
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'unavailable', checks: this.#health.checks() };
  }
}
