import { canonicalJson } from '../shared/canonical-json.ts';
import type { ReceivedLead, SubmittedContact } from './submission.ts';

/** What of a lead may be changed: all it says, but not what makes its id, its place on a log, or when it came about. */
type Said = Omit<
  ReceivedLead,
  | 'leadId'
  | 'tenant'
  | 'workspace'
  | 'source'
  | 'attempt'
  | 'occurredAt'
  | 'receivedAt'
  | 'submissionHash'
  | 'stages'
  | 'flags'
  | 'contact'
  | 'attributes'
>;

/**
 * New values by field, as a JSON merge patch (RFC 7396) gives them: null takes the value away, what is left out stays.
 * Members of `attributes` are patched one by one; null takes all away.
 */
export type LeadPatch = { readonly [F in keyof Said]?: Said[F] | null } & {
  readonly [F in keyof SubmittedContact]?: string | null;
} & { readonly attributes?: Readonly<Record<string, string | null>> | null };

/** A field that has another value than before, as text; null: none. */
export interface FieldChange {
  /** Name of the field; a member of attributes is `attributes.<name>`. */
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

export interface AmendContext {
  readonly attempt: number;
  /** Wall clock, epoch ms. */
  readonly now: number;
  sha256(text: string): string;
}

/** An amended lead as intake writes it anew, and what is different in it. */
export interface Amendment {
  readonly lead: ReceivedLead;
  /** In the order of field names; empty: the lead is sent through again as it is. */
  readonly changes: readonly FieldChange[];
}

/** What a field that has been taken away holds; null where it is not here. */
const UNSAID: Readonly<Record<string, unknown>> = { consent: 'unknown', test: false };

const isContact = (field: string, lead: ReceivedLead): boolean => Object.hasOwn(lead.contact, field);

function attributesOf(lead: ReceivedLead, patch: LeadPatch['attributes']): Readonly<Record<string, string>> {
  if (patch === undefined) return lead.attributes;
  const members = Object.entries({ ...(patch === null ? {} : lead.attributes), ...patch });
  return Object.fromEntries(members.filter((member): member is [string, string] => member[1] !== null));
}

const textOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : typeof value === 'string' ? value : canonicalJson(value);

const flat = ({ contact, attributes, ...rest }: ReceivedLead): ReadonlyMap<string, string | null> =>
  new Map(
    [
      ...Object.entries({ ...rest, ...contact }),
      ...Object.entries(attributes).map(([name, value]) => [`attributes.${name}`, value] as const),
    ].map(([field, value]) => [field, textOf(value)]),
  );

function changesOf(before: ReceivedLead, after: ReceivedLead): FieldChange[] {
  const [old, fresh] = [flat(before), flat(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])]
    .toSorted()
    .map((field) => ({ field, from: old.get(field) ?? null, to: fresh.get(field) ?? null }))
    .filter(({ from, to }) => from !== to);
}

/** Applies a patch whose values have been checked. When the lead came, and when it came about, stays; the attempt rises. */
export function amendLead(before: ReceivedLead, patch: LeadPatch, context: AmendContext): Amendment {
  const { attributes, ...fields } = patch;
  const given = Object.entries(fields).map(
    ([field, value]) => [field, value ?? UNSAID[field] ?? null] as const,
  );
  const contact = given.filter(([field]) => isContact(field, before));
  const rest = given.filter(([field]) => !isContact(field, before));
  const said: ReceivedLead = {
    ...before,
    ...Object.fromEntries(rest),
    contact: { ...before.contact, ...Object.fromEntries(contact) },
    attributes: attributesOf(before, attributes),
  };
  const { attempt: _, receivedAt: __, stages: ___, submissionHash: ____, ...hashed } = said;
  return {
    lead: {
      ...said,
      attempt: context.attempt,
      submissionHash: context.sha256(canonicalJson(hashed)),
      stages: [{ stage: 'intake', at: context.now }],
    },
    changes: changesOf(before, said),
  };
}
