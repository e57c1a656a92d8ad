/**
 * `npm run bench:models [-- --deals 1000000 --reps 2000]`: how long training takes and how much memory, and how long a lead does.
 * The deals are drawn: categories and numbers with interactions, reps who differ. No figure depends on a stack.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { scoreLead, type ScorableLead } from '@leadline/domain';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { type Example, loadModel, saveModel, trainModel } from '../src/index.ts';
import { chance } from '../test/lessons.ts';

const CANDIDATES = 500;
const TIMED = 400;
const { values } = parseArgs({
  options: { deals: { type: 'string', default: '12000' }, reps: { type: 'string', default: '40' } },
});
const [deals, reps] = [Number(values.deals), Number(values.reps)];
const next = chance(1);
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)]!;
const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, n) => `${prefix}${n}`);
const CHOICES = {
  source: numbered('source-', 12),
  country: [...numbered('country-', 25), null],
  industry: ['software', 'finance', 'healthcare', 'manufacturing', 'retail', 'logistics', 'mystery', null],
  seniority: ['manager', 'director', 'executive', null],
  department: ['it', 'sales', 'operations', null],
  product: numbered('product-', 8),
};

function drawnLead(): ScorableLead {
  return {
    source: pick(CHOICES.source),
    country: pick(CHOICES.country),
    industry: pick(CHOICES.industry),
    employees: next() < 0.3 ? null : Math.round(3 * Math.exp(6 * next())),
    seniority: pick(CHOICES.seniority),
    department: pick(CHOICES.department),
    product: pick(CHOICES.product),
    dealType: pick(['new', 'renewal']),
    amount: next() < 0.5 ? null : Math.round(200 * Math.exp(5 * next())),
    emailKind: pick(['business', 'free']),
    phoneKind: pick(['valid', 'none']),
    quality: { completeness: Math.floor(next() * 9) / 8, validity: Math.floor(next() * 5) / 4 },
  };
}

function drawnDeal(index: number): Example {
  const lead = drawnLead();
  const rep = Math.floor(next() * reps);
  const size = lead.employees ?? 60;
  const pattern = (lead.source < 'source-5' ? 0.8 : 0) * (lead.product < 'product-4' ? 1 : -1);
  const logit = -1.4 + pattern + (size > 100 && size < 900 ? 0.6 : -0.2) + 0.4 * Math.sin(rep * 7);
  const strain = { waitMinutes: 5 * Math.exp(3 * next()), newToday: Math.floor(next() * 12) };
  const won = next() < 1 / (1 + Math.exp(-logit + 0.1 * strain.newToday));
  return {
    tenant: 'default',
    workspace: `w${rep % Math.ceil(reps / CANDIDATES)}`,
    repId: `rep-${String(rep).padStart(5, '0')}`,
    lead,
    won,
    amount: won ? 1000 : 0,
    occurredAt: index,
    decidedAt: index,
    strain,
  };
}

/** The middle and the 99th percentile of the times, ms. */
async function timed(act: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < TIMED * 1.5; round += 1) {
    const start = performance.now();
    await act();
    if (round >= TIMED / 2) times.push(performance.now() - start);
  }
  const ordered = times.toSorted((a, b) => a - b);
  const at = (share: number) => ordered[Math.floor(share * ordered.length)]!.toFixed(2);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const examples = Array.from({ length: deals }, (_, index) => drawnDeal(index));
const [start, used] = [performance.now(), process.cpuUsage()];
const { onnx, card } = trainModel(examples);
const seconds = (performance.now() - start) / 1000;
const processor = process.cpuUsage(used).user / 1e6;
const memory = process.resourceUsage().maxRSS / 2 ** 20;
say(`training on ${deals} deals of ${reps} reps: ${seconds.toFixed(1)} s, ${processor.toFixed(1)} s of processor time, ${memory.toFixed(2)} GB at most`); // prettier-ignore
say(`lead part: ${card.leadPart}, ${card.trees?.roots.length ?? 0} trees; ${card.release.reason}`);

const folder = await mkdtemp(join(tmpdir(), 'leadline-bench-'));
await saveModel(folder, { onnx, card });
const scorer = await loadModel(folder);
const lead = { ...drawnLead(), tenant: 'default', workspace: 'w0' };
const known = card.workspaces['default/w0']?.repIds.length ?? 0;
say(`one lead and its ${known} reps: ${await timed(async () => scoreLead(lead, (await scorer.run([lead]))[0]!, scorer.card))}`); // prettier-ignore
await scorer.close();
await rm(folder, { recursive: true });

const session = await InferenceSession.create(Buffer.from(onnx), {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
});
const features = new Float32Array(CANDIDATES * card.features.length).map(() => next());
const input = new Tensor('float32', features, [CANDIDATES, card.features.length]);
say(`${CANDIDATES} rows through the ONNX file: ${await timed(() => session.run({ features: input }))}`);
await session.release();
