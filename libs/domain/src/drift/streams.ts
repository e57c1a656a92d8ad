import type { AlarmKind } from './alarm.ts';
import type { FieldContract, SourceContract } from './contract.ts';
import type { FieldName } from './fields.ts';
import type { Observation, Seen } from './observation.ts';

/** What one lead says in one respect: null nothing, else whether it is bad, and by which value or name. */
export type Trial = null | { readonly isBad: boolean; readonly example?: string };

/** One promise of a contract, as a question that each lead answers. */
export interface Stream {
  readonly kind: AlarmKind;
  readonly field: FieldName | null;
  /** Share of bad answers, at most. */
  readonly max: number;
  readonly ask: (lead: Observation) => Trial;
}

const GOOD: Trial = { isBad: false };
const BAD: Trial = { isBad: true };

/** All promises of a contract that each lead by itself can keep or break. */
export function streamsOf({ fields, attributes, maxQuarantined }: SourceContract): readonly Stream[] {
  const streams = Object.entries(fields).flatMap(([name, promise]) =>
    fieldStreams(name as FieldName, promise),
  );
  if (attributes !== null)
    streams.push({ kind: 'FIELD_NEW', field: null, max: 0, ask: namesBeyond(new Set(attributes)) });
  if (maxQuarantined !== null)
    streams.push({
      kind: 'QUARANTINE_HIGH',
      field: null,
      max: maxQuarantined,
      ask: ({ reasons }) => (reasons === null ? null : goodUnless(reasons.length > 0, reasons[0])),
    });
  return streams;
}

function fieldStreams(field: FieldName, promise: FieldContract): Stream[] {
  const { minFilled, maxUnknown, maxInvalid, values, maxOther } = promise;
  const streams: Stream[] = [];
  const add = (kind: AlarmKind, max: number, ask: (seen: Seen) => Trial): number =>
    streams.push({ kind, field, max, ask: whereFilled(field, ask) });
  if (minFilled !== null && minFilled > 0)
    streams.push({
      kind: 'FIELD_EMPTY',
      field,
      max: 1 - minFilled,
      ask: ({ fields }) => (fields.has(field) ? GOOD : BAD),
    });
  if (maxUnknown !== null) add('VALUE_UNKNOWN', maxUnknown, ({ isUnknown }) => goodUnless(isUnknown));
  if (maxInvalid !== null) add('FIELD_INVALID', maxInvalid, ({ isInvalid }) => goodUnless(isInvalid));
  if (values !== null)
    add('VALUE_NEW', maxOther, ({ value, isUnknown }) =>
      isUnknown ? null : goodUnless(value === null || !Object.hasOwn(values, value), value),
    );
  return streams;
}

function whereFilled(field: FieldName, ask: (seen: Seen) => Trial): Stream['ask'] {
  return ({ fields }) => {
    const seen = fields.get(field);
    return seen === undefined ? null : ask(seen);
  };
}

const namesBeyond =
  (expected: ReadonlySet<string>): Stream['ask'] =>
  ({ attributes }) => {
    const name = attributes.find((one) => !expected.has(one));
    return goodUnless(name !== undefined, name);
  };

function goodUnless(isBad: boolean, example?: string | null): Trial {
  if (!isBad) return GOOD;
  return example === undefined || example === null ? BAD : { isBad, example };
}
