import { foldLedger } from '@leadline/domain';
import type { RunningCompany } from './company.ts';
import { checksOf } from './checks.ts';
import { runCli } from './cli-run.ts';
import { roundRobin, routeAgain } from './counterfactual.ts';
import { checkEngagement } from './engagement-check.ts';
import { type Evidence, gatherEvidence } from './evidence.ts';
import { figuresOf, stageSpreads } from './figures.ts';
import { leadMailsIn, mailableLeads } from './mailbox.ts';
import { scanForPersons } from './pii-scan.ts';
import type { Report } from './report.ts';
import { checkRules } from './rules-check.ts';
import { checkTruth } from './truth-check.ts';
import type { World } from './world/types.ts';
import { worthOf } from './worth.ts';

/** Reads what the run left on the topics and in the mailbox, and judges it. `wallMs`: how long the routing took. */
export async function judge(
  company: RunningCompany,
  world: World,
  wallMs: number,
): Promise<Omit<Report, 'seconds'>> {
  const { client, codec, env, stack } = company;
  const evidence = await gatherEvidence(client, codec);
  const owners = new Map(evidence.assigned.toReversed().map(({ value }) => [value.leadId, value.repId]));
  const everAssigned = new Set(owners.keys());
  const figures = figuresOf(evidence, world.submissions.length, wallMs);
  const [reconcile, replay, loads, trace] = [
    await runCli(['reconcile', '--settle'], env),
    await runCli(['replay'], env),
    await runCli(['load', 'verify'], env),
    await runCli(['trace', tellingLead(evidence)], env),
  ];
  const checks = checksOf({
    figures,
    truth: checkTruth(world, evidence, everAssigned),
    violations: checkRules(world, evidence),
    mails:
      stack.addresses.mailbox === null
        ? figures.outreachSent
        : await leadMailsIn(stack.addresses.mailbox, world),
    mailable: mailableLeads(world, evidence),
    persons: await scanForPersons(client, codec, world),
    engagement: checkEngagement(world, evidence),
    reconcile,
    replay,
    loads,
  });
  return {
    figures,
    checks,
    stages: stageSpreads(evidence),
    skips: countReasons(evidence),
    loads: loadsOf(evidence),
    worth: {
      here: worthOf(world, owners),
      roundRobin: worthOf(world, await routeAgain(client, codec, roundRobin)),
    },
    explained: trace.output,
  };
}

/** A lead whose decision has something to tell: chosen among several, in the middle of the run. */
function tellingLead({ assigned }: Evidence): string {
  const telling = assigned.filter(({ value }) => value.path !== 'owner');
  return telling[Math.floor(telling.length / 2)]?.value.leadId ?? '';
}

function countReasons({ skipped }: Evidence): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const reason of skipped.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return counts;
}

const loadsOf = ({ ledger }: Evidence): readonly number[] =>
  [...ledger.values()].flatMap((entries) => [...foldLedger(entries).values()]);
