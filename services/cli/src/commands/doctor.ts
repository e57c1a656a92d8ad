import { connectLive } from '@leadline/live';
import type { Command } from 'commander';
import { environment, setting, withCluster } from '../cluster.ts';
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
    const env = await environment(io.env);
    const redisUrl = setting(env, 'LEADLINE_REDIS');
    const live = await connectLive(redisUrl, { timeoutMs: 5_000 });
    try {
      const checks = await withCluster(env, (cluster) =>
        examine(
          {
            cluster,
            live,
            registryUrl: setting(env, 'LEADLINE_REGISTRY'),
            verify: () => verifyLoads(cluster, redisUrl),
          },
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
