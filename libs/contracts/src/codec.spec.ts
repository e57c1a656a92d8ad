import { inspect } from 'node:util';
import * as fc from 'fast-check';
import { stubRegistry, type StubRegistry } from '../test/stub-registry.ts';
import { avroType } from './avro.ts';
import { type CodecOptions, createCodec } from './codec.ts';
import { CodecFailure } from './failure.ts';
import { SCHEMAS } from './generated/schemas.ts';
import type { ClockAdvanced } from './generated/records.ts';
import type { Emit, EventContext, RecordName } from './types.ts';

const context: EventContext = { tenant: 'acme', workspace: 'emea', subject: 'l1', traceparent: null };
const value: ClockAdvanced = { eventId: 'e1', tenant: 'acme', workspace: 'emea', to: 1_790_000_000_000, by: 'u7', reason: 'a drill' }; // prettier-ignore
const emit: Emit = { topic: 'assignment.in', record: 'ClockAdvanced', key: 'emea', value };
const names = Object.keys(SCHEMAS) as RecordName[];

const failureOf = async (promise: Promise<unknown>): Promise<{ failure: string; code: string }> => {
  const error: unknown = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CodecFailure)) throw new Error(`no CodecFailure, but ${String(error)}`);
  return { failure: error.failure, code: error.code };
};

describe('codec', () => {
  let registry: StubRegistry;
  beforeEach(async () => {
    registry = await stubRegistry();
  });
  afterEach(() => registry.stop());
  const codecOf = (more: Partial<CodecOptions> = {}) =>
    createCodec({ registryUrl: registry.url, timeoutMs: 10_000, ...more });

  test('every record comes back as it went', async () => {
    for (const name of names) registry.add(SCHEMAS[name]);
    const codec = codecOf();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names).chain(anyRecord), async ([record, some]) => {
        const { value: bytes } = await codec.encode(
          { ...emit, partition: 0, record, value: some } as Emit,
          context,
          'test',
        );
        const decoded = await codec.decode(bytes!);
        expect(decoded.record).toBe(record);
        expect(decoded.value).toEqual(some);
      }),
      { numRuns: 300 },
    );
  });

  test('the registry is asked once per schema, also by parallel callers', async () => {
    registry.add(SCHEMAS.ClockAdvanced);
    const codec = codecOf();
    const encoded = await Promise.all([1, 2, 3].map(() => codec.encode(emit, context, 'test')));
    expect(registry.requests()).toBe(1);
    await Promise.all(encoded.map((record) => codec.decode(record.value!)));
    expect(registry.requests()).toBe(2);
  });

  test('given a dead registry, known schemas go on', async () => {
    registry.add(SCHEMAS.ClockAdvanced);
    const codec = codecOf();
    const { value: bytes } = await codec.encode(emit, context, 'test');
    await codec.decode(bytes!);
    await registry.stop();
    expect((await codec.decode((await codec.encode(emit, context, 'test')).value!)).value).toEqual(value);
  });

  test.each(['hanging', 'failing', 'proxy'] as const)(
    'given a %s registry, all is transient and mends',
    async (mode) => {
      const id = registry.add(SCHEMAS.ClockAdvanced);
      // So long a test waits for a hanging registry, three times, and a living one has for its answer.
      const codec = codecOf({ unknownAfterMs: 0, timeoutMs: 1000 });
      const transient = { failure: 'transient', code: 'LEADLINE_REGISTRY_UNAVAILABLE' };
      registry.set(mode);
      expect(await failureOf(codec.encode(emit, context, 'test'))).toEqual(transient);
      expect(await failureOf(codec.decode(Buffer.from([0, 0, 0, 0, id, 1])))).toEqual(transient);
      registry.set('up');
      const { value: bytes } = await codec.encode(emit, context, 'test');
      expect((await codec.decode(bytes!)).value).toEqual(value);
    },
  );

  test('given nobody at the address, all is transient', async () => {
    const codec = codecOf({ unknownAfterMs: 0 });
    await registry.stop();
    const transient = { failure: 'transient', code: 'LEADLINE_REGISTRY_UNAVAILABLE' };
    expect(await failureOf(codec.encode(emit, context, 'test'))).toEqual(transient);
    expect(await failureOf(codec.decode(Buffer.from([0, 0, 0, 0, 9, 1])))).toEqual(transient);
    expect(await failureOf(codec.warm())).toEqual(transient);
  });

  test('an unknown id is asked for again, and only then poison', async () => {
    let clock = 0;
    const codec = codecOf({ unknownAfterMs: 60_000, now: () => clock });
    const bytes = Buffer.from([0, 0, 0, 0, 1, 1]);
    expect(await failureOf(codec.decode(bytes))).toEqual({
      failure: 'transient',
      code: 'LEADLINE_SCHEMA_UNKNOWN',
    });
    clock = 59_999;
    expect((await failureOf(codec.decode(bytes))).failure).toBe('transient');
    clock = 60_000;
    expect((await failureOf(codec.decode(bytes))).failure).toBe('poison');
    registry.add(SCHEMAS.ClockAdvanced);
    const { value: good } = await codec.encode(emit, context, 'test');
    expect((await codec.decode(good!)).value).toEqual(value);
  });

  test('bad magic byte, short, truncated and prolonged records are poison', async () => {
    registry.add(SCHEMAS.ClockAdvanced);
    const codec = codecOf();
    const { value: bytes } = await codec.encode(emit, context, 'test');
    const poison = { failure: 'poison', code: 'LEADLINE_RECORD_UNDECODABLE' };
    const bad = [
      Buffer.concat([Buffer.from([1]), bytes!.subarray(1)]),
      Buffer.from([0, 0]),
      Buffer.alloc(0),
      bytes!.subarray(0, -1),
      Buffer.concat([bytes!, Buffer.from([0])]),
    ];
    for (const one of bad) expect(await failureOf(codec.decode(one))).toEqual(poison);
  });

  test('a record of another topic, and one that is none of ours, are poison', async () => {
    registry.add(SCHEMAS.ClockAdvanced);
    const foreign = registry.add({ type: 'record', name: 'Foreign', namespace: 'leadline', fields: [] });
    const codec = codecOf();
    const { value: bytes } = await codec.encode(emit, context, 'test');
    const poison = { failure: 'poison', code: 'LEADLINE_RECORD_UNEXPECTED' };
    expect(await failureOf(codec.decode(bytes!, 'lead.received'))).toEqual(poison);
    expect(await failureOf(codec.decode(Buffer.from([0, 0, 0, 0, foreign])))).toEqual(poison);
    expect((await codec.decode(bytes!, 'assignment.in')).record).toBe('ClockAdvanced');
  });

  test('what does not fit is not quoted: it may be about a person', async () => {
    registry.add(SCHEMAS.RepContact);
    const rep = { tenant: 't', workspace: 'w', repId: 'r', name: { first: 'Ada' }, email: 'a', phone: null };
    const bad = { topic: 'rep.contact', record: 'RepContact', key: 'r', value: rep } as unknown as Emit;
    const error: unknown = await codecOf()
      .encode(bad, context, 'test')
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ where: 'name' });
    expect(inspect(error)).not.toContain('Ada');
  });

  test('a value that does not fit is a bug and names the field', async () => {
    registry.add(SCHEMAS.ClockAdvanced);
    const bad = { ...emit, value: { ...value, to: 'soon' } } as unknown as Emit;
    await expect(codecOf().encode(bad, context, 'test')).rejects.toMatchObject({
      failure: 'bug',
      where: 'to',
    });
  });

  test('a release whose schema is not registered does not warm up, and says which', async () => {
    registry.add(SCHEMAS.Ticked);
    await expect(codecOf().warm(['Ticked', 'ClockAdvanced'])).rejects.toMatchObject({
      code: 'LEADLINE_SCHEMA_NOT_REGISTERED',
      where: 'ClockAdvanced',
    });
  });

  test('an older and a newer writer are read with the schema of today', async () => {
    const { fields } = SCHEMAS.Ticked;
    const newer = {
      ...SCHEMAS.Ticked,
      fields: [...fields, { name: 'extra', type: ['null', 'string'], default: null }],
    };
    const older = {
      ...SCHEMAS.LeadWaiting,
      fields: SCHEMAS.LeadWaiting.fields.filter((one) => one.name !== 'attempt'),
    };
    const ids = [registry.add(newer), registry.add(older)];
    const codec = codecOf();
    const { default: avsc } = await import('avsc');
    const wire = (schema: object, index: number, some: object) =>
      Buffer.concat([
        Buffer.from([0, 0, 0, 0, ids[index]!]),
        avsc.Type.forSchema(schema as never).toBuffer(some),
      ]);
    const tick = { eventId: 'e', tenant: 't', workspace: 'w', dueAt: 5 };
    expect((await codec.decode(wire(newer, 0, { ...tick, extra: 'x' }))).value).toEqual(tick);
    const waiting = {
      leadId: 'l', tenant: 't', workspace: 'w', occurredAt: 1, receivedAt: 2, since: 3, deadline: 4, reason: 'r', seq: 5,
      stages: [],
    }; // prettier-ignore
    expect((await codec.decode(wire(older, 1, waiting))).value).toEqual({ ...waiting, attempt: 1 });
  });
});

type Shape =
  | string
  | readonly Shape[]
  | { type: string; items?: Shape; values?: Shape; fields?: readonly { name: string; type: Shape }[] };

function anyRecord(record: RecordName): fc.Arbitrary<[RecordName, unknown]> {
  return fc
    .tuple(fc.constant(record), anyOf(SCHEMAS[record] as unknown as Shape))
    .filter(([, some]) => avroType(record).isValid(some));
}
function anyOf(type: Shape): fc.Arbitrary<unknown> {
  if (Array.isArray(type)) return fc.oneof(...(type as readonly Shape[]).map(anyOf));
  if (typeof type === 'string') return PRIMITIVES[type]!;
  const named = type as Exclude<Shape, string | readonly Shape[]>;
  if (named.type === 'array') return fc.array(anyOf(named.items!), { maxLength: 3 });
  if (named.type === 'map') return fc.dictionary(mapKey, anyOf(named.values!), { noNullPrototype: true });
  return fc.record(Object.fromEntries(named.fields!.map((field) => [field.name, anyOf(field.type)])));
}
/** avsc drops this one key, as a plain assignment does. */
const mapKey = fc.string().filter((key) => key !== '__proto__');
const PRIMITIVES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  null: fc.constant(null),
  string: fc.string({ unit: 'grapheme' }),
  boolean: fc.boolean(),
  int: fc.integer(),
  // avsc counts longs in doubles: beyond 2^52 it is off by one, without an error.
  long: fc.maxSafeInteger().map((long) => Math.trunc(long / 2) + 0),
  double: fc.double({ noNaN: true }),
};
