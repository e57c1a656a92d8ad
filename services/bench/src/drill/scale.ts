import { audit } from '../audit.ts';
import { openGround } from '../site.ts';
import { figure, table } from '../table.ts';
import { Fleet, HERE } from './fleet.ts';

/** Instances of each service, one size after the other. */
const SIZES = [1, 2, 4, 2];

type Say = (step: string) => void;

/** More and fewer instances of each service while leads flow. True: every lead is in one state and has one owner. */
export async function drillScale(leads: number, say: Say): Promise<boolean> {
  const ground = await openGround();
  const fleet = new Fleet(ground);
  try {
    const build = { name: 'this', root: HERE, env: ground.env };
    const load = await fleet.open(build, ground.client);
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
