import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { type Emit, SCHEMAS } from '@leadline/contracts';
import { OUTCOME_CONTRACT } from '@leadline/domain';
import { RequestMethod } from '@nestjs/common';
import type { IntakeGate, Origin } from '../acceptance.ts';
import { DocsController } from './docs.controller.ts';
import { Entrance } from './entrance.ts';
import type { EventKind } from './event-kind.ts';
import { EVENT_KINDS } from './event-kinds.ts';
import { EventsController } from './events.controller.ts';
import { LeadsController } from './leads.controller.ts';

/** What tells of things that have happened, and needs no reason: leads, deals, what became of them, what persons did. */
const REPORTS = ['deals', 'engagements', 'outcomes'];

/** A body of each command that says neither who nor why. */
const BODIES: Readonly<Record<string, object>> = {
  reps: { repId: 'ann' },
  accounts: { accountId: 'a1', name: 'Acme' },
  commands: { leadId: 'l1', command: 'withdraw' },
  policies: { policy: { version: 'v1' } },
  prices: { prices: { version: 'p1', objective: 'value', perHour: {} } },
  workspaces: { clock: 'event', startAt: 0 },
  clock: { to: 0 },
};

const commands = EVENT_KINDS.filter(({ author }) => author !== null);

/** Sends bodies to an intake that knows the sender by the key `k1`, or by none. */
function intake(keyId: string | null = 'k1') {
  const sent: { emits: readonly Emit[]; origin: Origin }[] = [];
  const publish = async (emits: readonly Emit[], origin: Origin) => {
    if (emits.length > 0) sent.push({ emits, origin });
    return [];
  };
  const entrance = new Entrance({
    gate: { publish, unhealthy: () => null } as unknown as IntakeGate,
    authorize: () => ({ tenant: 'acme', keyId }),
    now: () => 0,
    count: () => {},
    outcomes: OUTCOME_CONTRACT,
    hash: (text) => text,
  });
  const post = (kind: EventKind, body: object, query: object = {}) => {
    const request = Object.assign(Readable.from([Buffer.from(JSON.stringify(body))]), {
      headers: { 'content-type': 'application/json' },
    });
    const response = { setHeader: () => {}, end: () => {} };
    return entrance.events(
      kind,
      query,
      request as unknown as IncomingMessage,
      response as unknown as ServerResponse,
    );
  };
  return { sent, post };
}

/** Who and why in a record: null where its schema has no place for it. */
function authorOf(emit: Emit, { author }: EventKind): readonly unknown[] {
  const fields: readonly { readonly name: string }[] = SCHEMAS[emit.record].fields;
  const names = new Set(fields.map(({ name }) => name));
  const value = emit.value as unknown as Readonly<Record<string, unknown>>;
  return [author ?? '', 'reason'].map((field) => (names.has(field) ? value[field] : null));
}

test('every way to change something is a report or a command, and no other route writes', () => {
  const writes = [LeadsController, EventsController, DocsController].flatMap((controller) => {
    const prototype = controller.prototype as unknown as Readonly<Record<string, object>>;
    return Object.getOwnPropertyNames(prototype).flatMap((name) => {
      const method = Reflect.getMetadata('method', prototype[name]!) as RequestMethod | undefined;
      if (method === undefined || method === RequestMethod.GET) return [];
      const path = Reflect.getMetadata('path', prototype[name]!) as string;
      return [`${RequestMethod[method]} ${Reflect.getMetadata('path', controller) as string} ${path}`];
    });
  });
  // POST v1/leads is a report; PATCH v1/leads/:id asks for its reason itself (amend-entrance.ts).
  expect(writes).toEqual(['POST v1/leads /', 'PATCH v1/leads :id', 'POST v1 :kind']);
  const reports = EVENT_KINDS.filter(({ author }) => author === null);
  expect(reports.map(({ path }) => path).toSorted()).toEqual(REPORTS);
  expect(commands.map(({ path }) => path).toSorted()).toEqual(Object.keys(BODIES).toSorted());
});

describe.each(commands)('$path', (kind) => {
  const body = BODIES[kind.path] ?? {};
  const own = { [kind.author ?? '']: 'u7', reason: 'on leave' };

  test('with a key, it is taken with a reason alone, be that empty or not there', async () => {
    const { post, sent } = intake();
    for (const reason of [undefined, null, '', ' '])
      await expect(post(kind, { ...body, reason })).rejects.toMatchObject({
        code: 'LEADLINE_INTAKE_INVALID',
        where: 'reason',
      });
    expect(sent).toEqual([]);
    await post(kind, { ...body, ...own });
    expect(sent).toHaveLength(1);
  });

  test('its records say who and why, and the key goes with them', async () => {
    const { post, sent } = intake();
    await post(kind, { ...body, ...own });
    expect(sent[0]?.origin.actor).toBe('k1');
    for (const emit of sent[0]?.emits ?? []) expect(authorOf(emit, kind)).toEqual(['u7', 'on leave']);
  });

  test('the query says it for bodies that do not, and for no other', async () => {
    const { post, sent } = intake();
    await post(kind, body, { by: 'hris', reason: 'nightly sync' });
    await post(kind, { ...body, ...own }, { by: 'hris', reason: 'nightly sync' });
    const said = sent.map(({ emits }) => authorOf(emits[0]!, kind));
    expect(said).toEqual([
      ['hris', 'nightly sync'],
      ['u7', 'on leave'],
    ]);
  });

  test('where no keys are asked for, nothing must be said', async () => {
    const { post, sent } = intake(null);
    await post(kind, body);
    expect(authorOf(sent[0]!.emits[0]!, kind)).toEqual([null, null]);
  });
});

test.each(REPORTS)('%s say nothing of who and why', (path) => {
  expect(EVENT_KINDS.find((kind) => kind.path === path)?.author).toBeNull();
});

test('who repeats what was said under the same words sends the same event; other words are another', () => {
  const scope = {
    tenant: 'acme',
    now: 0,
    key: null,
    outcomes: OUTCOME_CONTRACT,
    hash: (text: string) => text,
  };
  for (const kind of commands.filter(({ path }) => path !== 'accounts')) {
    const idOf = (said: object) =>
      kind.records(kind.schema.parse({ ...BODIES[kind.path], ...said }), scope).answer as { eventId: string };
    expect(idOf({ reason: 'a' })).toEqual(idOf({ reason: 'a' }));
    expect(idOf({ reason: 'a' })).not.toEqual(idOf({ reason: 'b' }));
  }
});
