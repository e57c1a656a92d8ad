import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import { Controller, Inject, Param, Post, Query, Req, Res } from '@nestjs/common';
import { Entrance } from './entrance.ts';
import { EVENT_KINDS } from './event-kinds.ts';

@Controller('v1')
export class EventsController {
  readonly #entrance: Entrance;

  constructor(@Inject(Entrance) entrance: Entrance) {
    this.#entrance = entrance;
  }

  @Post(':kind')
  async submit(
    @Param('kind') path: string,
    @Query() query: unknown,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const kind = EVENT_KINDS.find((known) => known.path === path);
    if (kind === undefined)
      throw new LeadlineError('LEADLINE_INTAKE_NOT_FOUND', 'There is nothing at this address.');
    await this.#entrance.events(kind, query, request, response);
  }
}
