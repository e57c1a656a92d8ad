/**
 * What rules cost a decision: CPU time of one lead among 500 reps under 0, 30 and 300 rules, from the question to the choice. Half of the rules
 * are of segments and teams, a third of them compare lead and rep. With `prefer` they are preferences.
 * `node --conditions=@leadline/source libs/policy/tools/time-rules.ts [prefer]`
 */
import { buildRoster, choose, type Policy, type Question, type RosterRep } from '@leadline/domain';
import { readPolicy } from '../src/index.ts';

const REPS = 500;
const LEADS = 2_000;
const ROUNDS = 7;
const COUNTRIES = Array.from({ length: 40 }, (_, index) => `C${index}`);
const ZONES = ['Europe/Berlin', 'Europe/London', 'America/New_York', 'Asia/Seoul'];

const rep = (index: number): RosterRep => ({
  repId: `r${String(index).padStart(3, '0')}`,
  active: true,
  territories: ['*'],
  skills: [`p${index % 7}`, `p${index % 5}`, 'p0'],
  languages: [],
  tier: `t${index % 4}`,
  timeZone: ZONES[index % 4]!,
  workDays: [1, 2, 3, 4, 5, 6, 7],
  workStart: 0,
  workEnd: 1440,
  capacity: 20,
  dailyCap: 100,
});

function rule(index: number): string {
  const when = `lead.country == 'C${index % 40}' && lead.expectedValue >= ${1000 * (index % 9)}`;
  const require = [
    `rep.tier in ['t${index % 4}', 't${(index + 1) % 4}', 't${(index + 2) % 4}']`,
    `!(rep.tier == 't${index % 4}') || 'p${index % 7}' in rep.skills`,
    `rep.timeZone == lead.timeZone || rep.tier != 't${index % 4}'`,
  ][index % 3];
  const says = process.argv[2] === 'prefer' ? `prefer: "${require}", percent: 5` : `require: "${require}"`;
  return `  - { id: r${index}, when: "${when}", ${says} }\n`;
}

function policyOf(rules: number): Policy {
  const text = `version: v${rules}\nrules:${rules === 0 ? ' []' : ''}\n${Array.from({ length: rules }, (_, index) => rule(index)).join('')}`;
  const read = readPolicy('rules', text);
  if (read.ok) return read.policy.settings;
  throw new Error(read.faults.map(({ what }) => what).join('\n'));
}

const scattered = (seed: number): number => Math.imul(seed ^ (seed >>> 15), 0x2c_1b_3c_6d) >>> 0;

const roster = buildRoster(Array.from({ length: REPS }, (_, index) => rep(index)));
const zeros = roster.reps.map(() => 0);
const question = (index: number, policy: Policy): Question => ({
  at: 1_790_000_000_000,
  policy,
  offsets: Object.fromEntries(ZONES.map((zone) => [zone, 0])),
  leadId: `l${index}`,
  attempt: 1,
  lead: {
    source: 'web-form',
    country: COUNTRIES[index % 40]!,
    timeZone: ZONES[index % 4]!,
    language: null,
    product: 'p0',
    dealType: null,
    score: index % 100,
    segment: 'mid',
    expectedValue: 500 * (index % 23),
    workMinutes: 60,
    leadLogit: -1_500_000,
    modelVersion: 'm',
  },
  policyHash: '',
  roster,
  rosterHash: '',
  // In no order that a sort could make use of: rules change it.
  logits: roster.reps.map((_, position) => -2_000_000 + (scattered(position * 7919 + index) % 1_000_000)),
  open: zeros.map((_, position) => (position + index) % 20),
  today: zeros,
  pointers: zeros,
  backlog: zeros,
  prices: null,
  pricesHash: null,
  yardstick: { worth: 0, seconds: 0 },
  owners: [],
  declined: [],
  waited: 0,
  target: null,
});

/** CPU time of a decision, microseconds. */
function timeOf(policy: Policy): number {
  const questions = Array.from({ length: LEADS }, (_, index) => question(index, policy));
  const started = process.cpuUsage();
  for (const asked of questions) choose(asked);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / LEADS;
}

const policies = [0, 30, 300].map((count) => [count, policyOf(count)] as const);
for (const [, policy] of policies) timeOf(policy);
// Rounds take turns, so that a slow moment of the machine meets all of them.
const times = policies.map((): number[] => []);
for (let round = 0; round < ROUNDS; round += 1)
  for (const [index, [, policy]] of policies.entries()) times[index]!.push(timeOf(policy));
for (const [index, [count]] of policies.entries()) {
  const sorted = times[index]!.toSorted((a, b) => a - b);
  process.stdout.write(
    `${count} rules: ${sorted[ROUNDS >> 1]!.toFixed(0)} µs a decision (${sorted[0]!.toFixed(0)} to ${sorted.at(-1)!.toFixed(0)})\n`,
  );
}
