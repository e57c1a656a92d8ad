import { hash } from 'node:crypto';
import type { Emit, EventContext } from './types.ts';

/** Fields that number an event within its subject, most specific first. */
interface Numbered {
  readonly eventId?: string;
  readonly hash?: string;
  readonly seq?: number;
  readonly attempt?: number;
}

/**
 * `ce_id`: the record's own eventId if it has one, else `<key>:<record>:<hash, seq or attempt>`. A redelivered input gives
 * the same id again, so consumers can drop doubles by (ce_source, ce_id).
 */
function ceIdOf(emit: Emit): string {
  if (emit.value === null) return `${emit.key}:${emit.record}:tombstone`;
  const value = emit.value as Numbered;
  return value.eventId ?? `${emit.key}:${emit.record}:${value.hash ?? value.seq ?? value.attempt ?? 0}`;
}

/** A trace goes on if the input had one; else all records of a subject share a trace derived from it. */
function traceOf(context: EventContext, stage: string, id: string): string {
  const trace = context.traceparent?.split('-')[1] ?? hash('sha256', context.subject ?? id).slice(0, 32);
  return `00-${trace}-${hash('sha256', `${stage}:${id}`).slice(0, 16)}-01`;
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
    traceparent: traceOf(context, stage, id),
    'content-type': 'application/avro',
  };
}

/** The context that a record's headers carry; records of other producers may lack them. */
export function contextOf(headers: Readonly<Record<string, string>>): EventContext {
  return {
    tenant: headers['ce_tenant'] ?? 'default',
    workspace: headers['ce_workspace'] ?? '',
    subject: headers['ce_subject'] ?? null,
    traceparent: headers['traceparent'] ?? null,
  };
}
