import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import { leadAnswer } from '@leadline/domain';
import { type LiveConnection, readStatus } from '@leadline/live';
import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import { LIVE, TENANTS } from '../tokens.ts';
import { Entrance } from './entrance.ts';
import type { TenantOf } from './tenants.ts';

@Controller('v1/leads')
export class LeadsController {
  readonly #entrance: Entrance;
  readonly #live: LiveConnection;
  readonly #tenantOf: TenantOf;

  constructor(
    @Inject(Entrance) entrance: Entrance,
    @Inject(LIVE) live: LiveConnection,
    @Inject(TENANTS) tenantOf: TenantOf,
  ) {
    this.#entrance = entrance;
    this.#live = live;
    this.#tenantOf = tenantOf;
  }

  @Post()
  submit(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return this.#entrance.leads(request, response);
  }

  @Get(':id')
  async status(@Param('id') id: string, @Req() request: IncomingMessage): Promise<object> {
    const held = await readStatus(this.#live, this.#tenantOf(request.headers), id);
    if (held === 'unavailable')
      throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', 'The status of leads cannot be read now.');
    if (held === null)
      throw new LeadlineError('LEADLINE_LEAD_UNKNOWN', 'No lead has this id.', { where: 'id' });
    return leadAnswer(id, held);
  }
}
