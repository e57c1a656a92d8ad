import { audit } from '../audit.ts';
import { postAll } from '../http.ts';
import { openGround } from '../site.ts';
import { figure, table } from '../table.ts';
import { teamsOf } from '../workload.ts';
import { Fleet, HERE } from './fleet.ts';
import { Load } from './load.ts';

/** Instances of each service, one size after the other. */
const SIZES = [1, 2, 4, 2];
const WORKSPACES = 8;

type Say = (step: string) => void;

/** More and fewer instances of each service while leads flow. True: every lead is in one state and has one owner. */
export async function drillScale(leads: number, say: Say): Promise<boolean> {
  const ground = await openGround();
  const fleet = new Fleet(ground);
  try {
    const build = { name: 'this', root: HERE, env: ground.env };
    const team = teamsOf(WORKSPACES);
    await fleet.scaleTo(1, build);
    const [intake = ''] = fleet.intakes;
    // Reps without an address: each lead is one mail.
    await postAll(
      `${intake}/v1/reps`,
      team.reps.map((rep) => ({ ...rep, email: undefined })),
    );
    const load = new Load(ground.client, team, intake);
    await load.rateOf(leads); // warm
    const rows: string[][] = [];
    for (const size of SIZES) {
      say(`${size} of each service, while leads flow`);
      const before = load.sent;
      await load.during(() => fleet.scaleTo(size, build));
      const meanwhile = load.sent - before;
      rows.push([String(size), figure(await load.rateOf(leads)), String(meanwhile)]);
    }
    say(`Asking what became of ${load.sent} leads`);
    const well = await audit(ground.env);
    const head = ['instances of each', 'assigned/s', 'leads sent while changing'];
    process.stdout.write(`\n${table(head, rows).join('\n')}\n`);
    return well;
  } finally {
    await fleet.close();
    await ground.close();
  }
}
