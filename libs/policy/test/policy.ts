import { type PolicyDocument, readPolicy } from '../src/index.ts';

/** A file that says this after its version, on line 1. */
const fileOf = (text: string): string => `version: test\n${text}`;

/** Faults of a file as `line:column what`. */
export function faultsOf(text: string): readonly string[] {
  const read = readPolicy('p.yaml', fileOf(text));
  return read.ok ? [] : read.faults.map(({ at, what }) => `${at.replace('p.yaml:', '')} ${what}`);
}

export function policyOf(text: string): PolicyDocument {
  const read = readPolicy('p.yaml', fileOf(text));
  if (read.ok) return read.policy;
  throw new Error(read.faults.map(({ at, what }) => `${at}: ${what}`).join('\n'));
}
