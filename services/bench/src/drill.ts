import { parseArgs } from 'node:util';
import { drillRestore } from './drill/restore.ts';
import { drillScale } from './drill/scale.ts';
import { drillUpgrade, type Order, ORDER_NAMES } from './drill/upgrade.ts';

const USAGE = `npm run drill -- scale|upgrade|restore [--leads N] [--from RELEASE] [--order ORDER]…

Changes an install while leads flow, and then asks whether all is well: reconcile, load verify, replay. Exits 0 only if it is.

  scale           one, two, four and two instances of each service, with eight workspaces
  upgrade         from an earlier release to this one, service by service, and a schema of the next one
  restore         Redis, the registry and Kafka are lost one after the other, and restored as docs/operate.md says
  --leads N       leads of each step, default 2000
  --from RELEASE  the release that upgrade starts from, as CHANGELOG.md has its commit; default 0.1
  --order ORDER   how upgrade goes, again for several: readers-first (schemas, then services against the flow), writers-first
                  (schemas, then services with the flow), services-first (services before schemas); default all three
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    leads: { type: 'string', default: '2000' },
    from: { type: 'string', default: '0.1' },
    order: { type: 'string', multiple: true, default: [...ORDER_NAMES] },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const leads = Number(values.leads);
const say = (step: string): void => void process.stdout.write(`• ${step}\n`);
const drills: ReadonlyMap<string, () => Promise<boolean>> = new Map(
  Object.entries({
    scale: () => drillScale(leads, say),
    upgrade: () => drillUpgrade(values.from, values.order as Order[], leads, say),
    restore: () => drillRestore(leads, say),
  }),
);
const drill = drills.get(positionals[0] ?? '');
const known = values.order.every((order) => (ORDER_NAMES as readonly string[]).includes(order));
if (values.help || !(leads >= 1) || drill === undefined || !known) {
  process.stderr.write(USAGE);
  process.exit(values.help ? 0 : 2);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exit((await drill()) ? 0 : 1);
