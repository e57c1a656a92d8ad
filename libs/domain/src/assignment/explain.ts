import { compileRules, NOT_EXCLUDED } from '../policy/rules.ts';
import { utcText } from '../shared/instant.ts';
import { EXCLUSIONS, type Exclusion } from './candidates.ts';
import { questionOf, type Capsule, type MatchRow } from './capsule.ts';
import { holidayOf } from './duty.ts';
import { drawWords, type MoreWords, moreWords, seatLines } from './explain-soft.ts';
import { localDay } from './hours.ts';
import { defaultPolicy, type Policy } from './policy.ts';
import type { ContentSource } from './replay.ts';
import type { RosterRep } from './roster.ts';
import { rulesFor } from './relax.ts';
import { EXCLUSION_WORDS, grouped, percent, priced, reasonLine, waiting } from './words.ts';

const exclusionOf = (code: string) => EXCLUSIONS[Number.parseInt(code, 36)] ?? 'CANDIDATE';
const word = (code: string): string => EXCLUSION_WORDS[exclusionOf(code)];

function head({ leadId, attempt, at, result }: Capsule): string {
  const lead = `lead ${leadId}${attempt > 1 ? ` (attempt ${attempt})` : ''}`;
  if (result.to !== undefined) return `${utcText(at)}: ${lead} goes to the workspace ${result.to}`;
  return result.rep === null
    ? `${utcText(at)}: ${lead} finds no rep and waits`
    : `${utcText(at)}: ${lead} goes to ${result.rep}`;
}

function why({ result, reps, objective, lead }: Capsule): string {
  const { reason, among, best, forgone, to } = result;
  const row = best.find(([rep]) => rep === result.rep) ?? best[0];
  const chosen = row === undefined ? undefined : { chance: row[1], price: row[3], ...row[8] };
  const { expectedValue = 0 } = lead;
  return `because: ${reasonLine({ reason, among, reps, objective, expectedValue, match: chosen, forgone, to })}`;
}

function facts({ lead, owners, declined, been = [] }: Capsule): string[] {
  const known = [
    ['source', lead.source],
    ['country', lead.country],
    ['region', lead.region],
    ['postal area', lead.postalArea],
    ['language', lead.language],
    ['product', lead.product],
    ['segment', lead.segment],
    ['score', lead.score],
    ['expected value', lead.expectedValue === undefined ? undefined : grouped(lead.expectedValue)],
    ['work', lead.workMinutes === undefined ? undefined : `${lead.workMinutes} min`],
  ] as const;
  const said = known.filter(([, value]) => value !== undefined && value !== '');
  const lines = [`the lead: ${said.map(([name, value]) => `${name} ${value}`).join(', ')}`];
  for (const { repId, why: reason } of owners)
    lines.push(
      `comes first: ${repId} (${reason === 'ACCOUNT_OWNER' ? 'owns the account' : 'had the person before'})`,
    );
  if (been.length > 1) lines.push(`came from the workspace ${been.at(-2) ?? ''}`);
  if (declined.length > 0) lines.push(`has had it before: ${declined.join(', ')}`);
  return lines;
}

/** Which rules waiting has dropped, and for whom. */
function eased({ waited = 0, result }: Capsule): string[] {
  if (result.eased === undefined) return [];
  const { dropped, team } = result.eased;
  const parts = [
    ...(dropped.length === 0 ? [] : [`no longer asked: ${dropped.join(', ')}`]),
    ...(team === undefined ? [] : [`the team ${team} may take it whatever rules and territories say`]),
  ];
  return [`after ${waited} min of waiting: ${parts.join('; ')}`];
}

function exclusions({ result, reps }: Capsule): string {
  const counts = new Map<string, number>();
  for (const code of result.codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  counts.delete('0');
  const sorted = [...counts].toSorted(
    ([a, m], [b, n]) => n - m || Number.parseInt(a, 36) - Number.parseInt(b, 36),
  );
  const said = sorted.map(([code, count]) => `${count} ${word(code)}`).join(', ');
  const candidates = `${result.among} of ${reps} reps ${result.among === 1 ? 'is a candidate' : 'are candidates'}`;
  return said === '' ? candidates : `${candidates}; excluded: ${said}`;
}

function match(
  [rep, chance, worth, price, share, pointer, unscored, backlog, weighed]: MatchRow,
  rank: number,
  capsule: Capsule,
  more: MoreWords,
): string {
  const value = capsule.objective === 'value' ? `, worth ${grouped(worth / 100)}` : '';
  const turn =
    pointer === 0 ? 'no lead from the rotation yet' : `last lead from the rotation in turn ${pointer}`;
  const work = backlog === undefined ? '' : `, ${waiting(backlog)}`;
  const time = price === 0 ? '' : `, time costs ${priced(price, capsule.objective)}`;
  const known = unscored === 1 ? ', not known to the model: counts as an average rep' : '';
  const soft = more(rep, weighed ?? {});
  return `  ${rank}. ${rep}: P(win) ${percent(chance)}${value}${soft}${time}${work}, load ${percent(share)}, ${turn}${known}`;
}

/** A rep of the roster at a decision, and the hard rule that excluded the rep. */
export interface Standing {
  readonly rep: string;
  /** `CANDIDATE`: by none. */
  readonly exclusion: Exclusion;
  /** The rule of the policy, where the exclusion is `RULE` and the policy is at hand. */
  readonly rule: string | null;
  readonly words: string;
}

/** Every rep of a decision, in the order of the roster; null: that roster is not at hand. */
export function standingsOf(capsule: Capsule, content: ContentSource): readonly Standing[] | null {
  const body = content(capsule.roster);
  if (body === undefined) return null;
  const reps = JSON.parse(body) as readonly RosterRep[];
  const policy = JSON.parse(content(capsule.policy) ?? '{}') as Partial<Policy>;
  const ruleOf = rulesOf(capsule, content, reps);
  return reps.map((one, index) => {
    const { repId } = one;
    const code = capsule.result.codes[index] ?? '0';
    const exclusion = exclusionOf(code);
    const rule = exclusion === 'RULE' ? (ruleOf(index) ?? null) : null;
    const holiday =
      exclusion === 'OUT_OF_HOURS'
        ? holidayOf(one, localDay(capsule.at, capsule.zones[one.timeZone] ?? 0), policy)
        : null;
    const words =
      rule !== null
        ? `ruled out by the rule ${rule}`
        : holiday !== null
          ? `on a holiday (${holiday})`
          : word(code);
    return { rep: repId, exclusion, rule, words };
  });
}

function eachRep(capsule: Capsule, content: ContentSource): string[] {
  const standings = standingsOf(capsule, content);
  if (standings === null) return ['the roster of that time is not at hand'];
  return standings.map(({ rep, words }) => `  ${rep}: ${words}`);
}

/** Which rule excludes each rep: asked again, as a capsule keeps the code alone. */
function rulesOf(
  capsule: Capsule,
  content: ContentSource,
  reps: readonly RosterRep[],
): (index: number) => string | undefined {
  const policy = JSON.parse(content(capsule.policy) ?? '{}') as Partial<Policy>;
  const rules = rulesFor({ ...defaultPolicy, ...policy }, capsule.waited ?? 0);
  const excluded = compileRules(
    rules,
    reps,
  )(questionOf(capsule, { policy: defaultPolicy, reps, prices: null }).lead);
  return (index) => rules[excluded[index] ?? NOT_EXCLUDED]?.id;
}

/**
 * A decision in words, one line each: where the lead went and why, what was known of it, who was excluded by which rule,
 * and the best eight. With `content` (bodies of ContentStored by hash) the rule for every single rep follows.
 */
export function explainCapsule(text: string, content?: ContentSource): string[] {
  const capsule = JSON.parse(text) as Capsule;
  const more = moreWords(capsule, content);
  const best = capsule.result.best.map((row, index) => match(row, index + 1, capsule, more));
  return [
    head(capsule),
    why(capsule),
    ...facts(capsule),
    ...eased(capsule),
    exclusions(capsule),
    ...(best.length > 0 ? ['the best:', ...best] : []),
    ...seatLines(capsule),
    ...drawWords(capsule),
    ...(content === undefined ? [] : ['every rep:', ...eachRep(capsule, content)]),
    `engine ${capsule.engine}, policy ${capsule.policy.slice(0, 12)}, roster ${capsule.roster.slice(0, 12)}, ` +
      `prices ${capsule.prices?.slice(0, 12) ?? 'none'}, ` +
      `model ${capsule.lead.modelVersion ?? 'none'}`,
  ];
}
