import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError, leadIdOf, type Scope, sha256, traceparentOf } from '@leadline/contracts';
import { type KeyedHash, type OutcomeContract, receiveLead, type ReceivedLead } from '@leadline/domain';
import type { IntakeGate, Origin } from '../acceptance.ts';
import { type Authorize, type Caller, checkReason } from './access.ts';
import { asLeadlineError } from './answers.ts';
import { authorQuery, signed } from './author.ts';
import { readJson } from './body.ts';
import { answerBulk, isBulk, type TakeIn } from './bulk.ts';
import { check } from './check.ts';
import type { EventKind } from './event-kind.ts';
import { headerOf } from './headers.ts';
import { leadBody, submissionOf } from './lead-body.ts';

/** Told of each lead or event: its kind, and the code if it was refused. */
export type Count = (kind: string, code: string | null) => void;

export interface EntranceParts {
  readonly gate: IntakeGate;
  readonly authorize: Authorize;
  /** Wall clock, epoch ms. */
  readonly now: () => number;
  readonly count: Count;
  readonly outcomes: OutcomeContract;
  /** Makes keys of persons. */
  readonly hash: KeyedHash;
}

/** Takes requests in: one JSON object, or many as NDJSON. */
export class Entrance {
  readonly #parts: EntranceParts;

  constructor(parts: EntranceParts) {
    this.#parts = parts;
  }

  leads(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { tenant, keyId } = this.#caller('leads', 'leads:write', request);
    const key = headerOf(request, 'idempotency-key');
    const received = (value: unknown): ReceivedLead => {
      const submission = submissionOf(check(leadBody, value), key);
      return receiveLead(submission, { tenant, now: this.#parts.now(), sha256, leadIdOf });
    };
    return this.#answer('leads', request, response, async (values) => {
      const leads = values.map((value) => attempt(() => received(value)));
      const good = leads.filter(isGood);
      const answers = await this.#parts.gate.accept(good, {
        ...originOf(request, keyId),
        isBulk: isBulk(request),
      });
      let next = 0;
      return leads.map((lead) =>
        lead instanceof LeadlineError ? lead : (answers[next++] ?? asLeadlineError(null)),
      );
    });
  }

  /** `query`: who sends a command and why, for bodies that do not say it. */
  events(kind: EventKind, query: unknown, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const caller = this.#caller(kind.path, kind.scope, request);
    const said = this.#telling(kind.path, () => check(authorQuery, query));
    const { tenant } = caller;
    const key = headerOf(request, 'idempotency-key');
    return this.#answer(kind.path, request, response, async (values) => {
      const { now, outcomes, hash } = this.#parts;
      const scope = { tenant, now: now(), key, outcomes, hash };
      const recordsOf = (value: unknown): ReturnType<EventKind['records']> => {
        const { author } = kind;
        if (author === null) return kind.records(check(kind.schema, value), scope);
        const body = check(kind.schema, signed(value, author, said));
        checkReason(caller, (body as { reason?: unknown }).reason);
        return kind.records(body, scope);
      };
      const events = values.map((value) => attempt(() => recordsOf(value)));
      const good = events.filter(isGood);
      await this.#parts.gate.publish(
        good.flatMap(({ emits }) => emits),
        originOf(request, caller.keyId),
      );
      return events.map((event) => (event instanceof LeadlineError ? event : event.answer));
    });
  }

  async #answer(
    kind: string,
    request: IncomingMessage,
    response: ServerResponse,
    takeIn: TakeIn,
  ): Promise<void> {
    const counted = this.#counted(kind, takeIn);
    if (isBulk(request)) {
      refuseKey(request);
      refuseOverload(this.#parts.gate);
      return answerBulk(request, response, counted);
    }
    const [answer] = await counted([await this.#noticing(kind, readJson(request))]);
    if (answer === undefined || answer instanceof LeadlineError) throw asLeadlineError(answer);
    response.statusCode = 202;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if ('leadId' in answer) response.setHeader('location', `/v1/leads/${String(answer.leadId)}`);
    response.end(JSON.stringify({ accepted: true, ...answer }));
    return undefined;
  }

  #caller(kind: string, scope: Scope, request: IncomingMessage): Caller {
    return this.#telling(kind, () => this.#parts.authorize(request.headers, scope));
  }

  #telling<T>(kind: string, work: () => T): T {
    try {
      return work();
    } catch (error) {
      this.#parts.count(kind, asLeadlineError(error).code);
      throw error;
    }
  }

  #counted(kind: string, takeIn: TakeIn): TakeIn {
    return async (values) => {
      const answers = await takeIn(values).catch((error: unknown) => {
        for (const _ of values) this.#parts.count(kind, asLeadlineError(error).code);
        throw error;
      });
      for (const answer of answers)
        this.#parts.count(kind, answer instanceof LeadlineError ? answer.code : null);
      return answers;
    };
  }

  async #noticing<T>(kind: string, work: Promise<T>): Promise<T> {
    return work.catch((error: unknown) => {
      this.#parts.count(kind, asLeadlineError(error).code);
      throw error;
    });
  }
}

const originOf = (request: IncomingMessage, actor: string | null): Origin => ({
  traceparent: traceparentOf(headerOf(request, 'traceparent')),
  actor,
});

const isGood = <T>(value: T | LeadlineError): value is T => !(value instanceof LeadlineError);

function attempt<T>(work: () => T): T | LeadlineError {
  try {
    return work();
  } catch (error) {
    if (error instanceof LeadlineError) return error;
    throw error;
  }
}

function refuseOverload(gate: IntakeGate): void {
  const waiting = gate.unhealthy();
  if (waiting !== null) throw new LeadlineError('LEADLINE_INTAKE_OVERLOADED', `${waiting}.`);
}

function refuseKey(request: IncomingMessage): void {
  if (headerOf(request, 'idempotency-key') === null) return;
  const message = 'One Idempotency-Key cannot stand for many lines: give each line a key of its own.';
  throw new LeadlineError('LEADLINE_INTAKE_INVALID', message, { where: 'Idempotency-Key' });
}
