import { LeadlineError } from '@leadline/contracts';
import { loadPolicy, loadReps } from '@leadline/policy';
import type { Command } from 'commander';
import { command, EXIT, type Io } from '../output/command.ts';
import { figuresOf } from '../week/figures.ts';
import { playWeek } from '../week/play.ts';
import { weekLines } from '../week/view.ts';

interface WeekOptions {
  readonly seed: string;
  readonly reps?: string;
}

const WEEK =
  'play the usual week of a policy file, as its `week` tells it, and show who gets what, how soon, and what waits';

/** `leadline policy week <file>`. */
export function policyWeekCommand(io: Io): Command {
  return command<WeekOptions>(io, 'week <file>', WEEK, async ({ seed, reps }, [file = '']) => {
    const policy = loadPolicy(file);
    const { week } = policy.data;
    const team = reps === undefined ? policy.data.reps : loadReps(reps);
    if (week === undefined || team.length === 0)
      throw new LeadlineError(
        'LEADLINE_POLICY_INVALID',
        `${file}: it says ${week === undefined ? 'no `week`' : 'no `reps`'}, and without it there is nothing to play.`,
        { where: file },
      );
    const figures = figuresOf(policy, playWeek(policy.settings, team, week, seed));
    return {
      code: EXIT.well,
      json: { policy: policy.settings.version, seed, ...figures },
      lines: weekLines(figures),
    };
  })
    .option('--seed <text>', 'what chance begins with: another seed is another week', '1')
    .option('--reps <file>', 'YAML or JSON with the key `reps`, instead of the reps in the policy file');
}
