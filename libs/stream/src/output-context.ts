import type { Delivery, Emit, EventContext } from '@leadline/contracts';

/** What the record says of itself stands above what its input's headers say. */
export function contextIn(emit: Emit, context: EventContext): EventContext {
  const { tenant, workspace, leadId } = (emit.value ?? {}) as Partial<
    Record<'tenant' | 'workspace' | 'leadId', string>
  >;
  return {
    tenant: tenant ?? context.tenant,
    workspace: workspace ?? context.workspace,
    subject: leadId ?? context.subject,
    traceparent: context.traceparent,
  };
}

/** Effects are made for a batch: the input of the same lead gives an effect its context. */
export function contextFor(emit: Emit, deliveries: readonly Delivery[]): EventContext {
  const same = deliveries.find(({ key, context }) => context.subject === emit.key || key === emit.key);
  return same?.context ?? { tenant: 'default', workspace: '', subject: null, traceparent: null };
}
