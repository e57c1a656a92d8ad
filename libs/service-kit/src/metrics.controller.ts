import type { Telemetry } from '@leadline/telemetry';
import { Controller, Get, Inject, Res } from '@nestjs/common';
import { TELEMETRY } from './tokens.ts';

interface TextResponse {
  setHeader(name: string, value: string): unknown;
}

/** `/metrics`: the metrics of the service, for Prometheus. */
@Controller('metrics')
export class MetricsController {
  readonly #telemetry: Telemetry;
  constructor(@Inject(TELEMETRY) telemetry: Telemetry) {
    this.#telemetry = telemetry;
  }

  @Get()
  async metrics(@Res({ passthrough: true }) response: TextResponse): Promise<string> {
    const { metrics } = this.#telemetry;
    const text = await metrics.text();
    response.setHeader('content-type', metrics.contentType);
    return text;
  }
}
