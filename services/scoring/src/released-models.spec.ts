import { LeadlineError, type ModelReleased } from '@leadline/contracts';
import type { Scorer, ServedCard } from '@leadline/models';
import { until } from '@leadline/testkit';
import { released } from '../../../libs/models/test/released.ts';
import { PRIOR } from './prior.ts';
import { ReleasedModels } from './released-models.ts';

/** Models that are there by name; each tells when it is closed, and answers when it may. */
function given(names: readonly string[], { refused = [] as readonly string[], stuck = '' } = {}) {
  const there = new Set(names);
  const opened: string[] = [];
  const closed: string[] = [];
  const logged: object[] = [];
  const told: object[] = [];
  const gate = { open: Promise.resolve() };
  const open = async (version: string): Promise<Scorer> => {
    if (!there.has(version)) throw new LeadlineError('LEADLINE_MODEL_MISSING', `There is no ${version}.`);
    opened.push(version);
    const release = { allowed: !refused.includes(version), reason: 'It is a coin.' };
    return {
      card: { ...PRIOR.card, version, release } as ServedCard,
      run: async (leads) => {
        await gate.open;
        return leads.map(() => ({ leadLogit: 1, repLogits: [] }));
      },
      close: async () => {
        if (version === stuck) throw new Error('it is still in use');
        closed.push(version);
      },
    };
  };
  const note = (fields: unknown): void => void logged.push(fields as object);
  const log = { info: (fields: object) => void told.push(fields), error: note } as never;
  const models = new ReleasedModels({ start: PRIOR, open, log, retryMs: 1 });
  const take = async (...events: readonly ModelReleased[]): Promise<void> => {
    for (const event of events) models.take(event.eventId, event);
    await models.follow();
  };
  const version = (tenant = 'acme'): string => models.of(tenant).card.version;
  return { models, take, version, there, opened, closed, logged, told, gate };
}

test('until a model is released the one at start scores; then the released one, with no restart', async () => {
  const { models, take, version } = given(['a', 'b']);
  await models.follow();
  expect(version()).toBe('prior');
  await take(released('a'));
  expect(version()).toBe('a');
  await take(released('b'));
  expect(version()).toBe('b');
  expect([models.trouble(), models.view()]).toEqual([null, { live: 1, failed: [] }]);
  await models.close();
});

test('of releases of long ago only those that hold are loaded', async () => {
  const { models, take, opened } = given(['a', 'b', 'c']);
  await take(released('a'), released('b'), released('c'));
  expect(opened).toEqual(['c']);
  await models.close();
});

test('a tenant has its own model, and the one of all when that is taken back', async () => {
  const { models, take, version } = given(['a', 'b']);
  await take(released('a'), released('b', { tenant: 'acme' }));
  expect([version('acme'), version('other')]).toEqual(['b', 'a']);
  await take(released(null, { tenant: 'acme', action: 'rollback' }));
  expect(version('acme')).toBe('a');
  await models.close();
});

test('that another model is in charge is told once, also where it is none', async () => {
  const { models, take, told } = given(['a']);
  await take(released('a', { tenant: 'acme' }));
  await take(released(null, { tenant: 'acme', action: 'rollback' }));
  await models.follow();
  await take(released('a', { tenant: 'other' }));
  expect(told).toEqual([
    { tenant: 'acme', version: 'a' },
    { tenant: 'acme', version: null },
    { tenant: 'other', version: 'a' },
  ]);
  await models.close();
});

test('a model that cannot be found changes nothing but health and log, and takes over once it is there', async () => {
  const { models, take, version, there, logged } = given(['a']);
  await take(released('a'), released('b'));
  expect(version()).toBe('prior');
  await models.follow();
  expect(models.trouble()).toMatch(/^LEADLINE_MODEL_MISSING: There is no b\. Scoring goes on/);
  expect(models.view()).toEqual({ live: 0, failed: ['LEADLINE_MODEL_MISSING'] });
  expect(logged).toHaveLength(1);
  there.add('b');
  await until('it is tried again', () => version() === 'b');
  expect(models.trouble()).toBeNull();
  await models.close();
});

test('a model that cannot be found leaves the one before in charge', async () => {
  const { models, take, version } = given(['a']);
  await take(released('a'));
  await take(released('gone'));
  expect(version()).toBe('a');
  await take(released('a', { action: 'rollback' }));
  expect([version(), models.trouble()]).toEqual(['a', null]);
  await models.close();
});

test('a model whose card speaks against it is refused, unless somebody has said that it shall score all the same', async () => {
  const { models, take, version, closed } = given(['a', 'coin'], { refused: ['coin'] });
  await take(released('a'));
  await take(released('coin'));
  expect(version()).toBe('a');
  expect(models.trouble()).toContain('LEADLINE_MODEL_REFUSED');
  expect(models.trouble()).toContain('It is a coin.');
  expect(closed).toContain('coin');
  await take(released('coin', { forced: true }));
  expect([version(), models.trouble()]).toEqual(['coin', null]);
  await models.close();
});

test('a model is let go only when what it was asked is answered', async () => {
  const { models, take, closed, gate } = given(['a', 'b']);
  const { promise, resolve } = Promise.withResolvers<void>();
  gate.open = promise;
  await take(released('a'));
  const asked = models.of('acme').run([{} as never]);
  await take(released('b'));
  expect(closed).toEqual([]);
  resolve();
  expect(await asked).toHaveLength(1);
  expect(closed).toEqual(['a']);
  await models.close();
  expect(closed).toEqual(['a', 'b']);
});

test('a model that cannot be let go is told of, and later releases are followed all the same', async () => {
  const { models, take, version, closed, logged } = given(['a', 'b', 'c'], { stuck: 'a' });
  await take(released('a'));
  await take(released('b'));
  expect(logged).toMatchObject([{ version: 'a', err: { message: 'it is still in use' } }]);
  await take(released('c'));
  expect([version(), models.trouble(), closed]).toEqual(['c', null, ['b']]);
  await take(released('a'));
  await models.close();
  expect([closed, logged.length]).toEqual([['b', 'c'], 2]);
});

test('one model for two tenants is loaded once, and stays until neither has it', async () => {
  const { models, take, opened, closed, version } = given(['a', 'b']);
  await take(released('a', { tenant: 'acme' }), released('a', { tenant: 'beta' }));
  expect(opened).toEqual(['a']);
  await take(released('b', { tenant: 'acme' }));
  expect([closed, version('beta')]).toEqual([[], 'a']);
  await models.close();
});

test('what nobody foresaw is told as well, and the next release is followed', async () => {
  const { models, take, version } = given(['a']);
  const broken = new ReleasedModels({
    start: PRIOR,
    open: () => Promise.reject(new TypeError('odd')),
    log: { info: () => {}, error: () => {} } as never,
  });
  const event = released('a');
  broken.take(event.eventId, event);
  await broken.follow();
  expect(broken.trouble()).toContain('LEADLINE_UNEXPECTED: TypeError: odd');
  await broken.close();
  await take(released('a'));
  expect(version()).toBe('a');
  await models.close();
});
