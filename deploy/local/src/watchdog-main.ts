import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Reads `+pid` and `-pid` lines; at the end of the input kills the process groups that are left and removes the folder. */
const groups = new Set<number>();

for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(pid);
  else groups.delete(pid);
}

for (const pid of groups) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
const [, , folder] = process.argv;
if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
