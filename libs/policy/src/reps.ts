import type { RosterRep } from '@leadline/domain';
import { faultText, placedFaults, yamlFile } from '@leadline/reference';
import { invalidPolicy, textOf } from './read.ts';
import { repsFile } from './schema.ts';

/**
 * Reads a file of reps: YAML or JSON with the key `reps`.
 * @throws LeadlineError LEADLINE_FILE_UNREADABLE, or LEADLINE_POLICY_INVALID that names line and column
 */
export function loadReps(file: string): readonly RosterRep[] {
  const yaml = yamlFile(file, textOf(file));
  const result = repsFile.safeParse(yaml.value ?? {});
  if (yaml.faults.length === 0 && result.success) return result.data.reps;
  const faults = yaml.faults.map(({ at, message }) => ({ at, what: message }));
  const placed = result.success
    ? []
    : placedFaults(yaml, result.error).map((fault) => ({ at: fault.at, what: faultText(fault) }));
  throw invalidPolicy(faults.length > 0 ? faults : placed);
}
