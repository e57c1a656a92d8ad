import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@leadline/testkit';
import type { RunningCompany } from '../src/company.ts';
import type { ServiceProcess } from '../src/service-process.ts';
import { leadFor, idOf, openWorkspace, settleAll, startQuietCompany } from './harness.ts';

interface SpanLine {
  readonly service: string;
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

const STEPS = ['intake', 'enrichment', 'data-quality', 'scoring', 'assignment', 'outreach'];

let company: RunningCompany;
let spans: string;
beforeAll(async () => {
  spans = join(tmpdir(), `leadline-spans-${randomUUID()}.ndjson`);
  process.env['LEADLINE_SPANS'] = spans;
  company = await startQuietCompany();
});
afterAll(async () => {
  delete process.env['LEADLINE_SPANS'];
  await company?.close();
  await rm(spans, { force: true });
});

test('each service gives its signals, one trace shows the whole way of a lead, and nothing says who it is about', async () => {
  const workspace = await openWorkspace(company);
  const people = Array.from({ length: 5 }, (_, index) => {
    const mark = `${randomUUID().replaceAll('-', '').replaceAll(/\d/g, 'x')}${index}`;
    const number = `+1212555${String(1000 + Math.floor(Math.random() * 9000))}`;
    return {
      firstName: `Vorn${mark}`,
      lastName: `Nach${mark}`,
      email: `q${mark}@firma-${mark}.com`,
      phone: number,
    };
  });
  const leads = people.map((person) => ({ ...leadFor(workspace), ...person }));
  const quarantined = { ...leadFor(workspace), email: 'nobody' };
  await company.intake.post('/v1/leads', [...leads, quarantined]);
  const producer = await company.client.producer();
  await producer.send([{ topic: 'lead.received', key: 'x', value: Buffer.from('no avro') }]);
  await producer.close();
  await settleAll(company);

  const texts = await completeMetricsOf(company, await signalTable());
  expect(texts.get('enrichment')).toMatch(/leadline_dead_letters_total\{[^}]*enrichment[^}]*\} 1/);

  const way = await spansOf(spans, idOf(leads[0]!));
  expect(new Set(way.map(({ traceId }) => traceId)).size).toBe(1);
  for (const [index, step] of STEPS.entries()) {
    const own = way.filter(({ name }) => name === step);
    expect({ step, count: own.length }).toEqual({ step, count: 1 });
    const before = way.find(({ name }) => name === STEPS[index - 1]);
    expect(own[0]?.parentSpanId ?? null).toBe(before?.spanId ?? null);
  }

  // What is not exported yet could not be scanned.
  for (const lead of leads) await spansOf(spans, idOf(lead));
  const logs = await logsOf(company);
  const said = [...texts.values(), ...logs, await readFile(spans, 'utf8')].join('\n');
  expect(said).toContain(idOf(leads[0]!));
  expect(logs.every((log) => log.includes('"msg":"up"'))).toBe(true);
  for (const { firstName, lastName, email, phone } of people)
    for (const datum of [firstName, lastName, email, email.split('@')[0] ?? '', phone, phone.slice(1)])
      expect(said.includes(datum) ? datum : null).toBeNull();
});

const metricsText = async ({ name, url }: ServiceProcess) =>
  [name, await (await fetch(new URL('/metrics', url))).text()] as const;

async function metricsOf({ services }: RunningCompany): Promise<ReadonlyMap<string, string>> {
  return new Map(await Promise.all(services.map(metricsText)));
}

/**
 * Metrics of all services, once they hold every signal: a service counts a moment after it has committed, and samples of the
 * lag are absent while Kafka is slow to answer.
 */
async function completeMetricsOf(
  running: RunningCompany,
  table: Readonly<Record<string, readonly string[]>>,
): Promise<ReadonlyMap<string, string>> {
  let texts: ReadonlyMap<string, string> = new Map();
  const missing = (): readonly string[] =>
    Object.entries(table).flatMap(([service, signals]) =>
      signals
        .filter((signal) => !hasSignal(texts.get(service) ?? '', signal))
        .map((signal) => `${service}: ${signal}`),
    );
  await until('every signal has a sample', async () => {
    texts = await metricsOf(running);
    return missing().length === 0;
  }).catch((cause: unknown) => {
    throw new Error(`No sample of ${missing().join(', ')}.`, { cause });
  });
  return texts;
}

/** Signals by service, as docs/telemetry.md promises them; what comes only in need is promised by its help line. */
async function signalTable(): Promise<Record<string, string[]>> {
  const doc = await readFile(join(import.meta.dirname, '../../../docs/telemetry.md'), 'utf8');
  const rows = doc.split('\n').map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const services = rows.find(([first]) => first === 'signal')?.slice(1) ?? [];
  const table: Record<string, string[]> = Object.fromEntries(services.map((name) => [name, []]));
  for (const [signal = '', ...cells] of rows)
    for (const name of signal.startsWith('`') && cells.length === services.length ? signalNames(signal) : [])
      for (const [index, cell] of cells.entries())
        if (cell !== '') table[services[index]!]!.push(cell === 'when' ? `# HELP ${name}` : name);
  expect(Object.values(table).map((signals) => signals.length)).toEqual(
    services.map(() => expect.any(Number)),
  );
  expect(table['assignment']).toContain('leadline_decisions_total');
  return table;
}

const signalNames = (cell: string): string[] => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');

/** A signal is there when it has a sample; a histogram, when it has counted something. */
const hasSignal = (text: string, name: string): boolean =>
  name.startsWith('#')
    ? text.includes(name)
    : new RegExp(`^${name}(\\{[^}]*\\}|_count\\{[^}]*\\}) `, 'm').test(text);

/** Until the first export, which comes up to a second after the first span, there is no file. */
async function spanText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Spans of a lead, once the exporters have written the last step. */
async function spansOf(file: string, leadId: string): Promise<readonly SpanLine[]> {
  let own: readonly SpanLine[] = [];
  await until(`all steps of ${leadId} have a span`, async () => {
    const lines = (await spanText(file)).split('\n').slice(0, -1); // the last may be half written
    own = lines
      .map((line) => JSON.parse(line) as SpanLine)
      .filter(({ attributes }) => attributes['leadline.lead'] === leadId);
    return STEPS.every((step) => own.some(({ name }) => name === step));
  });
  return own;
}

async function logsOf({ stack }: RunningCompany): Promise<string[]> {
  const files = (await readdir(stack.folder)).filter((name) => STEPS.some((step) => name === `${step}.log`));
  expect(files).toHaveLength(STEPS.length);
  return Promise.all(files.map((name) => readFile(join(stack.folder, name), 'utf8')));
}
