import { writeFile } from 'node:fs/promises';
import { idsOf } from './truth-check.ts';
import type { QuarantineReason, World } from './world/types.ts';

/** What should become of one lead. */
export interface ManifestLine {
  readonly leadId: string;
  readonly verdict: 'valid' | 'quarantine' | 'duplicate';
  /** Of a quarantine; else null. */
  readonly reason: QuarantineReason | null;
  /** Id of the lead of the same person that came before; null if it is no duplicate. */
  readonly duplicateOf: string | null;
}

/** The truth about every distinct lead of the world, by the ids that the pipeline gives. */
export function manifestOf(world: World): readonly ManifestLine[] {
  const ids = idsOf(world);
  const idOf = (key: string): string => ids.get(key) ?? key;
  return [...world.manifest.values()].map(({ key, verdict }) => ({
    leadId: idOf(key),
    verdict: verdict.kind,
    reason: verdict.kind === 'quarantine' ? verdict.reason : null,
    duplicateOf: verdict.kind === 'duplicate' ? idOf(verdict.of) : null,
  }));
}

/** Writes the manifest as NDJSON: a file beside the run, never a record on a topic. */
export async function writeManifest(file: string, world: World): Promise<void> {
  await writeFile(
    file,
    manifestOf(world)
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
}
