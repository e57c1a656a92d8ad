import { connectKafka } from '../src/index.ts';
import { copying, kafka, record } from './harness.ts';

/** A process that owns partitions and copies them exactly once: to be killed. Says `owns <partition>` for each. */
const [group = '', from = '', to = '', claims = ''] = process.argv.slice(2);
const client = await connectKafka(kafka());
const running = await client.runExactlyOnce({
  group,
  topic: from,
  maxChunk: 20,
  claim: (partition) => record(claims, 'claim', partition),
  task: ({ partition }) =>
    copying(to, { open: async () => void process.stdout.write(`owns ${partition}\n`) }),
});
await running.died;
