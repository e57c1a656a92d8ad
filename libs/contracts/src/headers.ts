import { hash } from 'node:crypto';
import { avroType } from './avro.ts';
import type { Emit, EventContext } from './types.ts';

/** Fields that tell an event from others of its kind. */
interface Told {
  readonly eventId?: string;
  readonly tenant?: string;
  readonly workspace?: string | null;
  readonly leadId?: string | null;
  readonly attempt?: number;
  readonly repId?: string | null;
  readonly channel?: string;
  readonly messageId?: string;
  readonly reason?: string | null;
  readonly seq?: number;
  readonly capsuleHash?: string | null;
  readonly stages?: readonly object[];
  readonly deadLetterOffset?: number | null;
}

/**
 * `ce_id`: the record's own eventId if it has one, else `<key>:<record>:<what tells it from others>`. The same record written
 * again has the same id, so consumers can drop doubles by (ce_source, ce_id); wall clock counts only where nothing else tells.
 */
function ceIdOf(emit: Emit): string {
  if (emit.value === null) return `${emit.key}:${emit.record}:tombstone`;
  const value = emit.value as Told;
  return value.eventId ?? `${emit.key}:${emit.record}:${mark(value) ?? contentOf(emit)}`;
}

/** Null: only the whole content tells. A parked lead can be parked again, and state changes without a new ledger row. */
function mark(value: Told): string | null {
  const { tenant, workspace, leadId, attempt, repId, channel, seq } = value;
  if (channel !== undefined)
    return [attempt, repId, channel, value.messageId ?? value.reason].map(String).join('/');
  if (leadId === undefined || value.deadLetterOffset !== undefined) return null;
  if (seq !== undefined) return `${tenant}/${workspace}/${seq}`;
  if (typeof value.capsuleHash === 'string') return value.capsuleHash;
  return value.stages === undefined ? null : `${leadId}/${attempt}`;
}

const contentOf = ({ record, value }: Emit): string =>
  hash('sha256', avroType(record).toBuffer(value)).slice(0, 32);

const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Whether a text is a W3C traceparent of version 00. */
export function isTraceparent(text: string | null | undefined): text is string {
  return typeof text === 'string' && TRACEPARENT.test(text);
}

/** What a sender's header says, or null if that is no {@link isTraceparent traceparent}. */
export const traceparentOf = (text: string | null | undefined): string | null =>
  isTraceparent(text) ? text : null;

/** Trace id (32 hex digits) of a lead that nobody else has put into a trace: the same wherever and whenever it is asked. */
export function traceIdOf(subject: string): string {
  return hash('sha256', subject).slice(0, 32);
}

/** As W3C asks of whoever makes no span, a trace that has begun is handed on as it is; else the subject gives one. */
function traceOf(context: EventContext, stage: string, id: string): string {
  if (isTraceparent(context.traceparent)) return context.traceparent;
  return `00-${traceIdOf(context.subject ?? id)}-${hash('sha256', `${stage}:${id}`).slice(0, 16)}-01`;
}

/** CloudEvents 1.0 (binary mode) and W3C trace headers of a record that `stage` writes. No clock, no chance. */
export function headersOf(
  emit: Emit,
  context: EventContext,
  stage: string,
): Readonly<Record<string, string>> {
  const id = ceIdOf(emit);
  return {
    ce_specversion: '1.0',
    ce_id: id,
    ce_type: emit.record,
    ce_source: `/leadline/${stage}`,
    ...(context.subject === null ? {} : { ce_subject: context.subject }),
    ce_tenant: context.tenant,
    ce_workspace: context.workspace,
    // CloudEvents' Auth Context extension.
    ...(context.actor ? { ce_authtype: 'api_key', ce_authid: context.actor } : {}),
    traceparent: traceOf(context, stage, id),
    'content-type': 'application/avro',
  };
}

/** Id of the API key with which a record came from outside; null: without one. */
export const actorOf = (headers: Readonly<Record<string, string>>): string | null =>
  headers['ce_authid'] ?? null;

/** The context that a record's headers carry; records of other producers may lack them. */
export function contextOf(headers: Readonly<Record<string, string>>): EventContext {
  return {
    tenant: headers['ce_tenant'] ?? 'default',
    workspace: headers['ce_workspace'] ?? '',
    subject: headers['ce_subject'] ?? null,
    traceparent: traceparentOf(headers['traceparent']),
  };
}
