import { nestHop } from './nest-hop.ts';
import { rawHop } from './raw-hop.ts';

/** One hop of a baseline as a process: `hop-main.js raw|nest FROM TO`, with LEADLINE_KAFKA in its environment. */
const [kind = '', from = '', to = ''] = process.argv.slice(2);
const brokers = (process.env['LEADLINE_KAFKA'] ?? '').split(',');
const stop = await (kind === 'nest' ? nestHop : rawHop)({ brokers, from, to });
process.stdout.write('{"msg":"up"}\n');
process.once('SIGTERM', () => void stop().finally(() => process.exit(0)));
