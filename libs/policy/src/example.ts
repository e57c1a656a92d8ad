import {
  buildRoster,
  type Choice,
  choose,
  type Exclusion,
  EXCLUSIONS,
  log,
  offsetAt,
  type Policy,
  type Question,
  reasonLine,
  restedChance,
  type Roster,
  type RosterRep,
  softFacts,
  type Standing,
  workOf,
  worthOf,
} from '@leadline/domain';
import { type Place, postalArea, zoneOffsets } from '@leadline/reference';
import type { PolicyDocument } from './read.ts';
import type { ExampleData } from './schema.ts';

/** What came of an example. */
export interface Tried {
  readonly name: string;
  readonly at: Place;
  /** What is not as expected, a sentence each; none: the example holds. */
  readonly wrong: readonly string[];
  readonly rep: string | null;
  readonly path: string;
  readonly reason: string;
  /** Why it went there, in a line. */
  readonly because: string;
  readonly excluded: Readonly<Record<string, Exclusion>>;
}

/** Decides the examples of a policy among these reps, as the engine decides. */
export function tryExamples(policy: PolicyDocument, reps: readonly RosterRep[]): readonly Tried[] {
  const roster = buildRoster(reps);
  return policy.data.examples.map((example, index) => {
    const question = questionFor(example, policy.settings, roster);
    const tried = told(example, question, choose(question));
    const wrong = [...unknownReps(example, roster), ...differences(example, tried)];
    return { name: example.name, at: policy.placeOf(['examples', index]), wrong, ...tried };
  });
}

const MILLION = 1_000_000;
/** Win logit in millionths, of a probability. */
const logit = (chance: number): number => Math.round(MILLION * log(chance / (1 - chance)));

function questionFor(example: ExampleData, policy: Policy, roster: Roster): Question {
  const at = Date.parse(example.at);
  const { chance, chances } = example;
  const owners = [
    ...(example.owner === undefined ? [] : [{ repId: example.owner, why: 'ACCOUNT_OWNER' as const }]),
    ...(example.earlier === undefined ? [] : [{ repId: example.earlier, why: 'EARLIER_REP' as const }]),
  ];
  const column = (counts: Readonly<Record<string, number>>) =>
    roster.reps.map(({ repId }) => counts[repId] ?? 0);
  return {
    at,
    policy,
    offsets: offsetsAt(at, roster.zones),
    leadId: 'example',
    attempt: 1,
    lead: routable(example),
    policyHash: '',
    roster,
    rosterHash: '',
    logits: roster.reps.map(({ repId }) => logit(chances[repId] ?? chance)),
    open: column(example.open),
    today: column(example.today),
    pointers: column(example.last),
    backlog: column(example.backlog),
    prices: null,
    pricesHash: null,
    yardstick: yardstickOf(example, policy),
    owners,
    declined: example.declined,
    waited: example.waited,
    target: null,
    ...seatsIn(example, policy),
    ...softFacts(policy, () => roster.reps.map(({ repId }) => standingIn(example, repId, policy))),
  };
}

/** The lead as a decision sees it: what data quality and scoring would hand on of what the example says. */
function routable({ lead: { postalCode, ...lead }, chance }: ExampleData): Question['lead'] {
  const area = postalCode === null || lead.country === null ? null : postalArea(postalCode, lead.country);
  const scored = { leadLogit: logit(chance), modelVersion: 'example' };
  return { ...lead, ...scored, ...(area === null ? {} : { postalArea: area }) };
}

/** What leads behind it would give for its reps, if the policy decides together. */
function seatsIn({ seats }: ExampleData, { waiting, objective }: Policy): Pick<Question, 'seats'> {
  if (waiting.joint !== true) return {};
  const unit = objective === 'value' ? 100 : MILLION;
  const prices = Object.entries(seats).map(([rep, price]) => [rep, Math.round(price * unit)] as const);
  return prices.length === 0 ? {} : { seats: Object.fromEntries(prices) };
}

/** How things stand with a rep, for what only some policies ask. */
function standingIn(
  { hour, today, week, pass, given }: ExampleData,
  repId: string,
  policy: Policy,
): Standing {
  const turn = pass[repId];
  const unit = policy.objective === 'value' ? 100 : MILLION;
  return {
    load: { open: 0, day: 0, today: 0, pointer: 0, ...(turn === undefined ? {} : { pass: turn }) },
    got: { hour: hour[repId] ?? 0, day: today[repId] ?? 0, week: week[repId] ?? 0 },
    given: Math.round((given[repId] ?? 0) * unit),
  };
}

/** What a price is measured in: leads are usually as the one of the example. */
function yardstickOf(example: ExampleData, policy: Policy): Question['yardstick'] {
  const lead = routable(example);
  const worth = worthOf(restedChance(lead.leadLogit), lead.expectedValue, policy.objective);
  return { worth, seconds: 60 * workOf(lead, policy) };
}

/** Minutes east of UTC per zone; null: nobody knows the zone. */
function offsetsAt(at: number, zones: readonly string[]): Readonly<Record<string, number | null>> {
  return Object.fromEntries(
    zones.map((name) => {
      const zone = zoneOffsets(name);
      return [name, zone === null ? null : offsetAt(zone, at)];
    }),
  );
}

function told(
  { lead: { expectedValue } }: ExampleData,
  { roster, policy }: Question,
  { rep, path, reason, among, best, codes, forgone, to }: Choice,
): Omit<Tried, 'name' | 'at' | 'wrong'> {
  const { objective } = policy;
  const match = best.find((one) => one.rep === rep) ?? best[0];
  const reps = roster.reps.length;
  const because = reasonLine({ reason, among, reps, objective, expectedValue, match, forgone, to });
  const excluded = roster.reps.flatMap(({ repId }, index) => {
    const code = EXCLUSIONS[Number.parseInt(codes[index] ?? '0', 36)] ?? 'CANDIDATE';
    return code === 'CANDIDATE' ? [] : [[repId, code] as const];
  });
  return { rep, path, reason, because, excluded: Object.fromEntries(excluded) };
}

function unknownReps(example: ExampleData, { positions }: Roster): readonly string[] {
  const {
    chances,
    open,
    today,
    hour,
    week,
    backlog,
    last,
    pass,
    given,
    seats,
    owner,
    earlier,
    declined,
    expect,
  } = example;
  const named = [
    ...[chances, open, today, hour, week, backlog, last, pass, given, seats, expect.excluded ?? {}].flatMap(
      (of) => Object.keys(of),
    ),
    owner,
    earlier,
    expect.rep,
    ...declined,
  ].filter((rep) => typeof rep === 'string');
  return [...new Set(named)].filter((rep) => !positions.has(rep)).map((rep) => `there is no rep ${rep}`);
}

function differences(
  { expect }: ExampleData,
  tried: Omit<Tried, 'name' | 'at' | 'wrong'>,
): readonly string[] {
  const asked = (['rep', 'path', 'reason'] as const).flatMap((key) =>
    expect[key] === undefined || expect[key] === tried[key]
      ? []
      : [`${key} is ${tried[key] ?? 'nobody'}, not ${expect[key] ?? 'nobody'}`],
  );
  const excluded = Object.entries(expect.excluded ?? {}).flatMap(([rep, code]) => {
    const is = tried.excluded[rep] ?? 'CANDIDATE';
    return is === code ? [] : [`${rep} is ${is}, not ${code}`];
  });
  return [...asked, ...excluded];
}
