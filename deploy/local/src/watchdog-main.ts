import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Reads `+pid` and `-pid` lines; at the end of the input kills the processes that are left and removes the folder. */
const guarded = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) guarded.add(pid);
  else guarded.delete(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself, or leads no group.
  }
}

for (const pid of guarded) {
  kill(-pid);
  kill(pid);
}
const [, , folder] = process.argv;
if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
