import type { RosterRep } from '@leadline/domain';
import {
  type Finding,
  lineAndColumn,
  lintPolicy,
  loadPolicy,
  loadReps,
  readPolicy,
  textOf,
  type Tried,
  tryExamples,
} from '@leadline/policy';
import { Command } from 'commander';
import { command, EXIT, type Io } from '../output/command.ts';
import { policyDiffCommand } from './policy-diff.ts';
import { applyCommand, policyHistoryCommand, rollbackCommand } from './policy-release.ts';
import { policyWeekCommand } from './policy-week.ts';

interface FileOptions {
  readonly reps?: string;
}

interface LintOptions extends FileOptions {
  readonly beside?: readonly string[];
}

/** `leadline policy …`. */
export function policyCommand(io: Io): Command {
  return new Command('policy')
    .description('how a workspace routes: policy files, and what was released')
    .addCommand(withReps(lintCommand(io)))
    .addCommand(withReps(testCommand(io)))
    .addCommand(policyWeekCommand(io))
    .addCommand(policyDiffCommand(io))
    .addCommand(applyCommand(io))
    .addCommand(policyHistoryCommand(io))
    .addCommand(rollbackCommand(io));
}

const withReps = (one: Command): Command =>
  one.option('--reps <file>', 'YAML or JSON with the key `reps`, instead of the reps in the policy file');

const repsOf = ({ reps }: FileOptions, own: readonly RosterRep[]): readonly RosterRep[] =>
  reps === undefined ? own : loadReps(reps);

const LINT =
  'what is wrong or odd about a policy file: rules that never act, leads for whom nobody is left, gaps; exits 1 if something is found';

function lintCommand(io: Io): Command {
  return command<LintOptions>(io, 'lint <file>', LINT, async (options, [file = '']) => {
    const read = readPolicy(file, textOf(file));
    const others = (options.beside ?? []).map(loadPolicy);
    const findings = read.ok
      ? lintPolicy(read.policy, repsOf(options, read.policy.data.reps), others)
      : read.faults;
    return {
      code: findings.length === 0 ? EXIT.well : EXIT.amiss,
      json: { findings: findings.map((finding) => ({ ...finding, ...lineAndColumn(finding.at) })) },
      lines: findings.length === 0 ? [`${file}: nothing to find fault with`] : findings.flatMap(findingLines),
    };
  }).option(
    '--beside <file...>',
    'policy files of the other workspaces, to find leads that are handed on to none of them, or in a circle',
  );
}

const findingLines = ({ code, severity, at, what, mend }: Finding): readonly string[] => [
  `${at}: ${severity} ${code}: ${what}`,
  `  ${mend}`,
];

const TEST = 'decide the examples in a policy file as the engine does; exits 1 if one is not as expected';

function testCommand(io: Io): Command {
  return command<FileOptions>(io, 'test <file>', TEST, async (options, [file = '']) => {
    const policy = loadPolicy(file);
    const examples = tryExamples(policy, repsOf(options, policy.data.reps));
    const failed = examples.filter(({ wrong }) => wrong.length > 0);
    const counts = `${examples.length - failed.length} examples hold, ${failed.length} do not`;
    return {
      code: failed.length === 0 ? EXIT.well : EXIT.amiss,
      json: { examples },
      lines: [...examples.flatMap(exampleLines), counts],
    };
  });
}

function exampleLines({ name, at, wrong, rep, because, excluded }: Tried): readonly string[] {
  if (wrong.length === 0) return [`holds: ${name}`];
  const out = Object.entries(excluded).map(([one, code]) => `${one} ${code}`);
  return [
    `FAILS: ${name} (${at})`,
    ...wrong.map((what) => `  ${what}`),
    `  it goes to ${rep ?? 'nobody'}: ${because}`,
    ...(out.length === 0 ? [] : [`  excluded: ${out.join(', ')}`]),
  ];
}
