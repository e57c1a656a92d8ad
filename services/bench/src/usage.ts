import { readFile } from 'node:fs/promises';

/** What a process has used. */
export interface Usage {
  /** Processor time of user and kernel since its start, ms. */
  readonly cpuMs: number;
  /** Resident memory now, MB. */
  readonly rssMb: number;
}

/** Linux counts processor time in hundredths of a second for everyone who reads /proc. */
const TICK_MS = 10;

/** From /proc/PID/stat: the name in brackets may hold anything, so fields count from behind it. */
export function cpuMsOf(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** From /proc/PID/status. */
export function rssMbOf(status: string): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? NaN) / 1024;
}

/** Null where there is no /proc, or no such process. */
export async function usageOf(pid: number): Promise<Usage | null> {
  try {
    const [stat, status] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile(`/proc/${pid}/status`, 'utf8'),
    ]);
    return { cpuMs: cpuMsOf(stat), rssMb: rssMbOf(status) };
  } catch {
    return null;
  }
}
