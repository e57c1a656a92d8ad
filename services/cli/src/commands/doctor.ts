import { connectLive } from '@leadline/live';
import type { Command } from 'commander';
import { redisIn, registryIn, withCluster } from '../cluster.ts';
import { examine } from '../doctor/doctor.ts';
import { resultOf } from '../doctor/view.ts';
import { command, type Io, whole } from '../output/command.ts';
import { verifyLoads } from './load.ts';

interface DoctorOptions {
  /** Seconds. */
  readonly maxAge: number;
  /** Milliseconds. */
  readonly maxSkew: number;
}

const USAGE =
  'is the install as it should be? versions, topics, schemas, access, clocks, what waits, Redis, dead letters; exits 1 if not';

/** `leadline doctor`. */
export function doctorCommand(io: Io): Command {
  return command<DoctorOptions>(io, 'doctor', USAGE, async ({ maxAge, maxSkew }) => {
    const [redis, registry] = [await redisIn(io.env), await registryIn(io.env)];
    const { url, ...access } = redis;
    const live = await connectLive(url, { timeoutMs: 5_000, ...access });
    try {
      const checks = await withCluster(io.env, (cluster) =>
        examine(
          { cluster, live, registry, verify: () => verifyLoads(cluster, redis) },
          { maxAgeMs: maxAge * 1_000, maxSkewMs: maxSkew },
        ),
      );
      return resultOf(checks);
    } finally {
      live.close();
    }
  })
    .option('--max-age <seconds>', 'how long a record may wait for its stage', whole(0), 60)
    .option('--max-skew <ms>', 'how far other clocks may differ from the one here', whole(0), 1_000);
}
