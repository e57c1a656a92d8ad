import { type Line, MAX_LINE_BYTES, readJson, readLines } from './body.ts';

async function* chunks(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}
async function all(lines: AsyncIterable<Line>): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of lines) found.push(line);
  return found;
}
async function linesOf(...parts: string[]): Promise<Line[]> {
  return all(readLines(chunks(...parts)));
}

test('lines are put together from whatever chunks the network makes', async () => {
  const lines = await linesOf('{"a"', ':1}\n{"b":', '2}\r\n\n', '{"c":3}');
  expect(lines.map(({ line, value }) => [line, value])).toEqual([
    [1, { a: 1 }],
    [2, { b: 2 }],
    [4, { c: 3 }],
  ]);
});

test('a character cut in two by a chunk stays whole', async () => {
  const bytes = Buffer.from('{"name":"José"}\n');
  const at = bytes.indexOf(0xc3) + 1;
  async function* cut() {
    yield bytes.subarray(0, at);
    yield bytes.subarray(at);
  }
  expect((await all(readLines(cut())))[0]?.value).toEqual({ name: 'José' });
});

test('a bad line has an error that does not repeat it', async () => {
  const [bad, good] = await linesOf('{"email":"ada@analytical.io"\n{}\n');
  expect(bad?.error).toMatchObject({ code: 'LEADLINE_INTAKE_NOT_JSON' });
  expect(bad?.error?.message).not.toContain('ada');
  expect(good?.value).toEqual({});
});

test('a line that is too long is refused without being held, and the next is read', async () => {
  const long = 'x'.repeat(MAX_LINE_BYTES);
  const [bad, good] = await linesOf(long, long, 'x\n{}\n');
  expect(bad?.error).toMatchObject({ code: 'LEADLINE_INTAKE_TOO_LARGE' });
  expect(good).toMatchObject({ line: 2, value: {} });
});

test('an endless line does not fill the memory', async () => {
  const megabyte = Buffer.alloc(1_000_000, 'x');
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  async function* endless() {
    for (let sent = 0; sent < 100; sent += 1) {
      yield megabyte;
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    }
  }
  const [line] = await all(readLines(endless()));
  expect(line?.error).toMatchObject({ code: 'LEADLINE_INTAKE_TOO_LARGE' });
  expect(most).toBeLessThan(50_000_000);
});

test('one body that is too large or no JSON is refused', async () => {
  await expect(readJson(chunks('{'))).rejects.toMatchObject({ code: 'LEADLINE_INTAKE_NOT_JSON' });
  await expect(readJson(chunks('x'.repeat(1_100_000)))).rejects.toMatchObject({
    code: 'LEADLINE_INTAKE_TOO_LARGE',
  });
});
