import { checkWhole, etagOf, patchOf, versionIn } from './amend-body.ts';
import { openApi } from './openapi.ts';

test('what is named is read as in a submission, and nothing else is added', () => {
  const patch = patchOf({ country: ' DE ', employees: 7, email: '', test: true, attributes: { form: null } });
  expect(patch).toEqual({ country: 'DE', employees: 7, email: null, test: true, attributes: { form: null } });
  expect(patchOf({ consent: null, phone: null })).toEqual({ consent: null, phone: null });
});

test.each([
  [{}, 'names no field'],
  [[], 'body'],
  ['country', 'body'],
  [null, 'body'],
  [{ colour: 'red' }, 'Unknown field colour'],
  [{ source: 'web' }, 'source cannot be changed'],
  [{ workspace: 'emea', country: 'DE' }, 'workspace cannot be changed'],
  [{ occurredAt: 1 }, 'occurredAt cannot be changed'],
  [{ employees: 'many' }, 'employees is "many"'],
  [{ consent: 'perhaps' }, 'consent is "perhaps"'],
  [{ attributes: { form: 7 } }, 'attributes'],
])('%j is refused with what is wrong', (body, said) => {
  expect(() => patchOf(body)).toThrow(said);
});

test('a personal value that does not fit is not repeated', () => {
  expect(() => patchOf({ email: 'x'.repeat(400) })).toThrow('email is a string that does not fit');
});

const many = (count: number) => ({
  attributes: Object.fromEntries(Array.from({ length: count }, (_, n) => [`a${n}`, 'x'])),
});

test('a lead may not come to have too many attributes by one patch after the other', () => {
  expect(() => checkWhole(many(100))).not.toThrow();
  expect(() => checkWhole(many(101))).toThrow('at most 100');
});

test('If-Match takes an ETag, strong or weak, or any', () => {
  expect([undefined, '*', etagOf(3), 'W/"3"'].map(versionIn)).toEqual([null, null, 3, 3]);
  expect(() => versionIn('3')).toThrow('If-Match');
});

test('no schema of the document refers to what the document does not have', () => {
  expect(JSON.stringify(openApi())).not.toContain('#/$defs/');
});

test('the document shows every field of a patch, with its meaning', () => {
  const { components, paths } = openApi() as {
    components: { schemas: { LeadPatch: { properties: Record<string, { description?: string }> } } };
    paths: Record<string, Record<string, { parameters: { name: string }[] }>>;
  };
  const { properties } = components.schemas.LeadPatch;
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(['email', 'country', 'attributes', 'test']));
  expect(properties).not.toHaveProperty('source');
  expect(JSON.stringify(properties['country'])).toContain('Country, as name or code.');
  const names = paths['/v1/leads']?.['get']?.parameters.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['state', 'reason', 'source', 'limit', 'cursor']));
  expect(paths['/v1/leads/{id}']?.['patch']?.parameters.map(({ name }) => name)).toContain('by');
});
