import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError } from '@leadline/contracts';
import { type Explanation, leadAnswer, unfitAnswer } from '@leadline/domain';
import { isWhole, listUnfit, type LiveConnection, readStatus } from '@leadline/live';
import { Controller, Get, Inject, Param, Patch, Post, Query, Req, Res } from '@nestjs/common';
import { Decisions } from '../decisions.ts';
import { AUTHORIZE, LIVE } from '../tokens.ts';
import type { Authorize } from './access.ts';
import { AmendEntrance } from './amend-entrance.ts';
import { etagOf } from './amend-body.ts';
import { isEveryRepAsked } from './decision-query.ts';
import { Entrance } from './entrance.ts';
import { cursorOf, cursorText, isWanted, queryOf } from './lead-query.ts';

const UNREADABLE = 'The status of leads cannot be read now.';
const REBUILDING = 'The read model is being built again.';

@Controller('v1/leads')
export class LeadsController {
  readonly #entrance: Entrance;
  readonly #amendments: AmendEntrance;
  readonly #decisions: Decisions;
  readonly #live: LiveConnection;
  readonly #authorize: Authorize;

  constructor(
    @Inject(Entrance) entrance: Entrance,
    @Inject(AmendEntrance) amendments: AmendEntrance,
    @Inject(Decisions) decisions: Decisions,
    @Inject(LIVE) live: LiveConnection,
    @Inject(AUTHORIZE) authorize: Authorize,
  ) {
    this.#entrance = entrance;
    this.#amendments = amendments;
    this.#decisions = decisions;
    this.#live = live;
    this.#authorize = authorize;
  }

  @Post()
  submit(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    return this.#entrance.leads(request, response);
  }

  @Get()
  async unfit(@Query() asked: unknown, @Req() request: IncomingMessage): Promise<object> {
    const { tenant } = this.#authorize(request.headers, 'leads:read');
    const query = queryOf(asked);
    const page = await listUnfit(this.#live, {
      tenant,
      state: query.state,
      limit: query.limit,
      after: cursorOf(query.cursor),
      wanted: (lead) => isWanted(query, lead),
    });
    if (page === 'unavailable') throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', UNREADABLE);
    const { leads, next, complete } = page;
    const rows = leads.map((lead) => unfitAnswer(lead.leadId, lead));
    return { leads: rows, next: next === null ? null : cursorText(next), complete };
  }

  @Get(':id')
  async status(
    @Param('id') id: string,
    @Req() request: IncomingMessage,
    @Res({ passthrough: true }) response: ServerResponse,
  ): Promise<object> {
    const { tenant } = this.#authorize(request.headers, 'leads:read');
    const held = await readStatus(this.#live, tenant, id);
    if (held === 'unavailable') throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', UNREADABLE);
    if (held === null) {
      const whole = await isWhole(this.#live, 'leads');
      if (whole !== true) throw new LeadlineError('LEADLINE_REDIS_UNAVAILABLE', REBUILDING);
      throw new LeadlineError('LEADLINE_LEAD_UNKNOWN', 'No lead has this id.', { where: 'id' });
    }
    response.setHeader('etag', etagOf(held.version));
    return leadAnswer(id, held);
  }

  @Get(':id/decision')
  decision(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: IncomingMessage,
  ): Promise<Explanation> {
    // Not `leads:read`: it tells of every rep's load and chances, which is nothing for a source of leads.
    const { tenant } = this.#authorize(request.headers, 'decisions:read');
    return this.#decisions.explain(tenant, id, isEveryRepAsked(query));
  }

  @Patch(':id')
  amend(
    @Param('id') id: string,
    @Query() query: unknown,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    return this.#amendments.amend(id, query, request, response);
  }
}
