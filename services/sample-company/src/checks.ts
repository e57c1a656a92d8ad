import type { CliAnswer } from './cli-run.ts';
import type { Violation } from './checker.ts';
import type { EngagementCheck } from './engagement-check.ts';
import { type Figures, STATES } from './figures.ts';
import type { Found, TruthCheck } from './truth-check.ts';

/** One thing that has to hold at the end of a run. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
}

/** Everything that the checks look at. */
export interface CheckInput {
  readonly figures: Figures;
  readonly truth: TruthCheck;
  readonly violations: readonly Violation[];
  /** First e-mails in the SMTP sink. */
  readonly mails: number;
  /** Ever-assigned leads that may be mailed, by the truth and the hour of their assignment. */
  readonly mailable: number;
  readonly persons: readonly string[];
  readonly engagement: EngagementCheck;
  readonly reconcile: CliAnswer;
  readonly replay: CliAnswer;
  readonly loads: CliAnswer;
}

const LEAST = 0.98;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

const foundCheck = (name: string, found: Found): Check => ({
  name,
  ok: found.precision >= LEAST && found.recall >= LEAST,
  detail: `${found.found} found, ${found.expected} planted: precision ${percent(found.precision)}, recall ${percent(found.recall)}`,
});

const commandCheck = (name: string, { code, output, errors }: CliAnswer): Check => ({
  name,
  ok: code === 0,
  detail:
    code === 0
      ? 'clean'
      : `exit ${code}: ${(output.trim() || errors.trim()).split('\n').slice(-4).join(' | ')}`,
});

/** All checks of a run. It was right when every one is ok. */
export function checksOf(input: CheckInput): readonly Check[] {
  const { figures, truth, violations, mails, mailable, persons, engagement } = input;
  const [first] = violations;
  const inStates = STATES.reduce((sum, state) => sum + figures[state], 0);
  return [
    {
      name: 'nothing lost',
      ok:
        figures.received === truth.leads &&
        figures.lost === 0 &&
        figures.inFlight === 0 &&
        inStates === figures.received,
      detail: `${figures.received} received of ${truth.leads} sent, ${inStates} in a state, ${figures.lost} lost, ${figures.inFlight} in flight`,
    },
    {
      name: 'no second owner',
      ok: figures.doubled === 0,
      detail: `${figures.doubled} leads with two owners`,
    },
    foundCheck('quarantine', truth.quarantined),
    foundCheck('duplicates', truth.duplicates),
    { name: 'valid leads assigned', ok: truth.assignedShare >= 0.75, detail: percent(truth.assignedShare) },
    {
      name: 'rules kept',
      ok: violations.length === 0,
      detail: first
        ? `${violations.length} violations, first: ${first.rule} of ${first.repId} for ${first.leadId} (${first.detail})`
        : 'territory, skill, language, hours and capacity, checked by other code than the router’s',
    },
    {
      name: 'e-mails',
      ok: mails === mailable + figures.outreachResent,
      detail: `${mails} in the mailbox, ${mailable} leads may be mailed, ${figures.outreachResent} sent again after a crash`,
    },
    {
      name: 'no personal data',
      ok: persons.length === 0,
      detail: persons[0] ?? 'on any topic whose records are not marked as holding it',
    },
    {
      name: 'engagement',
      ok: engagement.right === engagement.leads,
      detail:
        engagement.first ??
        `${engagement.leads} leads carry what their person did before them, and nothing from after`,
    },
    commandCheck('reconcile', input.reconcile),
    commandCheck('replay', input.replay),
    commandCheck('live load', input.loads),
  ];
}
