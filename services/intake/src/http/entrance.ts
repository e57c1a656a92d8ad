import type { IncomingMessage, ServerResponse } from 'node:http';
import { LeadlineError, leadIdOf, sha256 } from '@leadline/contracts';
import { receiveLead, type ReceivedLead } from '@leadline/domain';
import type { IntakeGate } from '../acceptance.ts';
import { asLeadlineError } from './answers.ts';
import { readJson } from './body.ts';
import { answerBulk, isBulk, type TakeIn } from './bulk.ts';
import { check } from './check.ts';
import type { EventKind } from './event-kind.ts';
import { leadBody, submissionOf } from './lead-body.ts';
import type { TenantOf } from './tenants.ts';

/** Takes requests in: one JSON object, or many as NDJSON. */
export class Entrance {
  readonly #gate: IntakeGate;
  readonly #tenantOf: TenantOf;
  readonly #now: () => number;

  constructor(gate: IntakeGate, tenantOf: TenantOf, now: () => number) {
    this.#gate = gate;
    this.#tenantOf = tenantOf;
    this.#now = now;
  }

  leads(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const tenant = this.#tenantOf(request.headers);
    const key = headerOf(request, 'idempotency-key');
    const received = (value: unknown): ReceivedLead => {
      const submission = submissionOf(check(leadBody, value), key);
      return receiveLead(submission, { tenant, now: this.#now(), sha256, leadIdOf });
    };
    return this.#answer(request, response, async (values) => {
      const leads = values.map((value) => attempt(() => received(value)));
      const good = leads.filter(isGood);
      const answers = await this.#gate.accept(good, headerOf(request, 'traceparent'));
      let next = 0;
      return leads.map((lead) =>
        lead instanceof LeadlineError ? lead : (answers[next++] ?? asLeadlineError(null)),
      );
    });
  }

  events(kind: EventKind, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const tenant = this.#tenantOf(request.headers);
    const key = headerOf(request, 'idempotency-key');
    return this.#answer(request, response, async (values) => {
      const scope = { tenant, now: this.#now(), key };
      const events = values.map((value) => attempt(() => kind.records(check(kind.schema, value), scope)));
      const good = events.filter(isGood);
      await this.#gate.publish(
        good.flatMap(({ emits }) => emits),
        headerOf(request, 'traceparent'),
      );
      return events.map((event) => (event instanceof LeadlineError ? event : event.answer));
    });
  }

  async #answer(request: IncomingMessage, response: ServerResponse, takeIn: TakeIn): Promise<void> {
    if (isBulk(request)) {
      refuseKey(request);
      refuseOverload(this.#gate);
      return answerBulk(request, response, takeIn);
    }
    const [answer] = await takeIn([await readJson(request)]);
    if (answer === undefined || answer instanceof LeadlineError) throw asLeadlineError(answer);
    response.statusCode = 202;
    response.setHeader('content-type', 'application/json; charset=utf-8');
    if ('leadId' in answer) response.setHeader('location', `/v1/leads/${String(answer.leadId)}`);
    response.end(JSON.stringify({ accepted: true, ...answer }));
    return undefined;
  }
}

const isGood = <T>(value: T | LeadlineError): value is T => !(value instanceof LeadlineError);

function attempt<T>(work: () => T): T | LeadlineError {
  try {
    return work();
  } catch (error) {
    if (error instanceof LeadlineError) return error;
    throw error;
  }
}

function headerOf(request: IncomingMessage, name: string): string | null {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : null;
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
