import { eventIdOf, leadIdOf } from '@leadline/contracts';
import {
  FIELDS,
  type FieldKind,
  type HistoryMapping,
  type LeadMapping,
  type OutcomeMapping,
  type RepMapping,
  type ValueSpec,
} from './schema.ts';
import { dateOf, fieldOf, type Source, textOf, Unmappable } from './value.ts';

/** Whose rows they are. */
export interface Origin {
  readonly tenant: string;
  readonly source: string;
}

export type Body = Readonly<Record<string, unknown>>;

/** What became of a lead, as `POST /v1/outcomes` takes it. */
export interface OutcomeBody extends Body {
  readonly leadId: string;
  readonly workspace: string;
  readonly outcome: string;
  readonly amount: number | null;
  readonly occurredAt: number;
}

/** A lead as `POST /v1/leads` takes it, and its outcome if the row knows one. */
export interface MappedLead {
  readonly workspace: string;
  /** Null: the row has no date. */
  readonly occurredAt: number | null;
  readonly body: Body;
  readonly outcome: OutcomeBody | null;
}

/** Throws {@link Unmappable}. */
export function leadOf(mapping: LeadMapping | HistoryMapping, row: Source, origin: Origin): MappedLead {
  const idempotencyKey = needed(mapping.idempotencyKey, row, 'idempotencyKey');
  const workspace = needed(mapping.workspace, row, 'workspace');
  const occurredAt = mapping.occurredAt ? dateOf(mapping.occurredAt, row, 'occurredAt') : null;
  const flags = [
    ...(mapping.occurredAt && occurredAt === null ? ['OCCURRED_AT_MISSING'] : []),
    ...(mapping.contact === 'none' ? ['CONTACT_NOT_EXPECTED'] : []),
  ];
  const attributes = Object.entries(mapping.attributes).map(
    ([name, spec]) => [name, textOf(spec, row, name)] as const,
  );
  const body = {
    source: origin.source,
    idempotencyKey,
    workspace,
    ...(occurredAt === null ? {} : { occurredAt }),
    ...fieldsOf(FIELDS.leads, mapping.fields, row),
    flags,
    attributes: Object.fromEntries(attributes.filter(([, text]) => text !== null)),
  };
  const leadId = leadIdOf(origin.tenant, origin.source, idempotencyKey);
  return {
    workspace,
    occurredAt,
    body,
    outcome: outcomeWith(mapping, row, { ...origin, leadId, workspace }),
  };
}

function outcomeWith(
  { outcome: spec }: LeadMapping | HistoryMapping,
  row: Source,
  lead: Origin & { leadId: string; workspace: string },
): OutcomeBody | null {
  const outcome = spec ? textOf(spec.outcome, row, 'outcome') : null;
  if (!spec || outcome === null) return null;
  const occurredAt = dateOf(spec.occurredAt, row, 'outcome.occurredAt');
  if (occurredAt === null) throw new Unmappable(`outcome: it is ${outcome}, but has no date`);
  return {
    eventId: eventIdOf(lead.tenant, 'outcome', lead.leadId, outcome, String(occurredAt)),
    leadId: lead.leadId,
    workspace: lead.workspace,
    outcome,
    occurredAt,
    amount: spec.amount ? (fieldOf('number', spec.amount, row, 'outcome.amount') as number | null) : null,
    reason: spec.reason ? textOf(spec.reason, row, 'outcome.reason') : null,
  };
}

/** A deal of the time before Leadline: its lead, the rep that had it, and its end if the row knows one. */
export interface MappedDeal extends MappedLead {
  readonly repId: string;
}

/** Throws {@link Unmappable}. */
export function dealOf(mapping: HistoryMapping, row: Source, origin: Origin): MappedDeal {
  const lead = leadOf(mapping, row, origin);
  if (lead.occurredAt === null) throw new Unmappable('occurredAt: it is empty');
  return { ...lead, repId: needed(mapping.repId, row, 'repId') };
}

/** A rep as `POST /v1/reps` takes it. Throws {@link Unmappable}. */
export function repOf(mapping: RepMapping, row: Source): Body {
  const fields = fieldsOf(FIELDS.reps, mapping.fields, row);
  if (fields['repId'] === undefined) throw new Unmappable('repId: it is empty');
  return { workspace: needed(mapping.workspace, row, 'workspace'), ...fields };
}

/** An outcome as `POST /v1/outcomes` takes it. Throws {@link Unmappable}. */
export function outcomeOf(mapping: OutcomeMapping, row: Source, origin: Origin): Body {
  const key = mapping.idempotencyKey ? textOf(mapping.idempotencyKey, row, 'idempotencyKey') : null;
  const given = mapping.leadId ? textOf(mapping.leadId, row, 'leadId') : null;
  const leadId = given ?? (key === null ? null : leadIdOf(origin.tenant, origin.source, key));
  if (leadId === null) throw new Unmappable('neither leadId nor idempotencyKey says which lead it is');
  const occurredAt = mapping.occurredAt ? dateOf(mapping.occurredAt, row, 'occurredAt') : null;
  if (occurredAt === null) throw new Unmappable('occurredAt: it is empty');
  const fields = fieldsOf(FIELDS.outcomes, mapping.fields, row);
  if (typeof fields['outcome'] !== 'string') throw new Unmappable('outcome: it is empty');
  const workspace = needed(mapping.workspace, row, 'workspace');
  const eventId = eventIdOf(origin.tenant, 'outcome', leadId, fields['outcome'], String(occurredAt));
  return { eventId, leadId, workspace, occurredAt, ...fields };
}

function needed(spec: ValueSpec, row: Source, name: string): string {
  const text = textOf(spec, row, name);
  if (text === null) throw new Unmappable(`${name}: it is empty`);
  return text;
}

/** Fields that are filled. */
function fieldsOf(
  kinds: Readonly<Record<string, FieldKind>>,
  specs: Readonly<Record<string, ValueSpec | undefined>>,
  row: Source,
): Body {
  const pairs = Object.entries(specs).map(([name, spec]) => {
    const kind = kinds[name];
    return [name, spec && kind ? fieldOf(kind, spec, row, name) : null] as const;
  });
  return Object.fromEntries(pairs.filter(([, value]) => value !== null));
}
