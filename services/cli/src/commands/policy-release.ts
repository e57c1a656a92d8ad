import { randomUUID } from 'node:crypto';
import { LeadlineError } from '@leadline/contracts';
import { parseReleasedPolicy, type Policy, spelledOut } from '@leadline/domain';
import { loadPolicy, textOf } from '@leadline/policy';
import type { Command } from 'commander';
import type { Scope } from '../audit/own-decisions.ts';
import { withCluster } from '../cluster.ts';
import type { Body } from '../mapping/bodies.ts';
import { type OrderOptions, withOrderOptions } from '../order.ts';
import { command, EXIT, type Io, type Result } from '../output/command.ts';
import { table, timeOf } from '../output/table.ts';
import { earlier, readHistory, type Release } from '../policy/history.ts';
import { storedPolicy } from '../policy/stored.ts';
import { intakeFor, type IntakeOptions, withIntakeOptions } from './import-options.ts';

interface ReleaseOptions extends IntakeOptions, OrderOptions {
  readonly workspace?: string;
}

const APPLY = 'release a policy file: it holds from its place on the log of its workspace, without a restart';

/** `leadline policy apply <file>`. */
export function applyCommand(io: Io): Command {
  return withReleaseOptions(
    io,
    command<ReleaseOptions>(io, 'apply <file>', APPLY, async (options, [file = '']) => {
      const policy = loadPolicy(file);
      const workspace = options.workspace ?? policy.data.workspace ?? 'default';
      const { version } = policy.settings;
      return release(io, options, { workspace, version, file: textOf(file) });
    }),
  );
}

const ROLLBACK =
  'release once more what was released before: the version named, else the one that held before the current';

/** `leadline policy rollback [version]`. */
export function rollbackCommand(io: Io): Command {
  return withReleaseOptions(
    io,
    command<ReleaseOptions>(io, 'rollback [version]', ROLLBACK, async (options, [version = null]) => {
      const workspace = options.workspace ?? 'default';
      const to = await rollbackTo(io, { tenant: options.tenant, workspace }, version);
      return release(io, options, { workspace, ...to });
    }),
  );
}

/** Of a body from before a setting: without it, not as the default now is. Throws LEADLINE_POLICY_INVALID. */
function settingsOf(body: string): Policy {
  const parsed = parseReleasedPolicy(body);
  if (parsed.ok) return spelledOut(parsed.policy);
  throw new LeadlineError('LEADLINE_POLICY_INVALID', parsed.errors.join('\n'));
}

/** What is released once more: the file, or the settings where there was none. */
const rollbackTo = (
  io: Io,
  scope: Scope,
  named: string | null,
): Promise<Body & { readonly version: string }> =>
  withCluster(io.env, async (cluster) => {
    const { version, file, body } = earlier(await readHistory(cluster, scope), named);
    if (file !== null) return { version, file };
    if (body !== null) return { version, policy: settingsOf(body) };
    return { version, policy: await storedPolicy(cluster.read('assignment.decision'), scope, version) };
  });

interface HistoryOptions {
  readonly tenant: string;
  readonly workspace: string;
}

/** `leadline policy history`. */
export function policyHistoryCommand(io: Io): Command {
  const usage = 'who released which policy when and why, and from which record of the log it holds';
  return command<HistoryOptions>(io, 'history', usage, async (options) => {
    const { tenant, workspace } = options;
    const history = await withCluster(io.env, (cluster) => readHistory(cluster, { tenant, workspace }));
    return { code: EXIT.well, json: { history }, lines: historyLines(history) };
  })
    .option('--tenant <name>', 'tenant', 'default')
    .option('--workspace <name>', 'workspace', 'default');
}

/** What `leadline policy history` shows. */
export function historyLines(history: readonly Release[]): readonly string[] {
  if (history.length === 0)
    return [
      'No release is on record here: if none was made in the ten years of the ledger, the default policy holds.',
    ];
  const rows = history.map(({ version, at, actor, reason, hash, effect, current }) => [
    at === null ? '-' : timeOf(at),
    version,
    hash?.slice(0, 12) ?? '-',
    effect === null ? '-' : String(effect.offset),
    actor ?? '',
    reason ?? '',
    current ? 'holds now' : '',
  ]);
  const unkept = history.some(({ body }) => body === null);
  return [
    ...table(['released', 'version', 'hash', 'from offset', 'by', 'why', ''], rows),
    ...(unkept
      ? ['', 'Without time and hash: released before releases were kept; the ledger alone knows of it.']
      : []),
  ];
}

function withReleaseOptions(io: Io, one: Command): Command {
  return withOrderOptions(withIntakeOptions(io, one)).option(
    '--workspace <name>',
    'workspace; without it that in the file, else `default`',
  );
}

/** Throws LEADLINE_POLICY_INVALID when intake does not take it. */
async function release(
  io: Io,
  options: ReleaseOptions,
  policy: Body & { readonly workspace: string; readonly version: string },
): Promise<Result> {
  const { by: actor, reason } = options;
  const body = { ...policy, actor, reason, eventId: randomUUID() };
  const [answer] = await intakeFor(io, options).post('/v1/policies', [body]);
  if (answer !== undefined && 'code' in answer)
    throw new LeadlineError('LEADLINE_POLICY_INVALID', answer.message, { where: policy.version });
  const { workspace, version } = policy;
  const lines = [
    `Accepted: ${version} for workspace ${workspace}. \`leadline policy history\` says from when it holds.`,
  ];
  return { code: EXIT.well, json: { accepted: true, workspace, version, actor, reason }, lines };
}
