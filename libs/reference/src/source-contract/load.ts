import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LeadlineError } from '@leadline/contracts';
import {
  contractKey,
  OUTCOME_CONTRACT,
  type OutcomeContract,
  REP_CONTRACT,
  type RepContract,
  type SourceContract,
} from '@leadline/domain';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { type ContractFile, contractFile } from './schema.ts';

/** All contracts of an operator. */
export interface Contracts {
  /** By contractKey. */
  readonly sources: ReadonlyMap<string, SourceContract>;
  readonly outcomes: OutcomeContract;
  readonly reps: RepContract;
}

export const NO_CONTRACTS: Contracts = {
  sources: new Map(),
  outcomes: OUTCOME_CONTRACT,
  reps: REP_CONTRACT,
};

/** The contracts of the folder that a setting names; without one those that hold where nobody has written another. */
export const contractsOf = (folder: string | undefined): Contracts =>
  folder === undefined ? NO_CONTRACTS : loadContracts(folder);

/**
 * Reads the contract files (`*.yaml`, `*.yml`) of a folder. Two contracts of one source are an error.
 * @throws LeadlineError LEADLINE_CONTRACT_INVALID that names file, line, column and fault; LEADLINE_FILE_UNREADABLE.
 */
export function loadContracts(folder: string): Contracts {
  const sources = new Map<string, SourceContract>();
  let { outcomes, reps } = NO_CONTRACTS;
  for (const name of reading(folder, () => readdirSync(folder))) {
    if (!/\.ya?ml$/.test(name)) continue;
    const path = join(folder, name);
    const { contract, ...read } = parseContract(
      reading(path, () => readFileSync(path, 'utf8')),
      path,
    );
    if (contract === 'outcomes') outcomes = read as OutcomeContract;
    else if (contract === 'reps') reps = read as RepContract;
    else if (sources.has(contractKey(read as SourceContract)))
      throw invalid(path, `${path}: there is another contract of ${contractKey(read as SourceContract)}`);
    else sources.set(contractKey(read as SourceContract), read as SourceContract);
  }
  return { sources, outcomes, reps };
}

/** Reads one contract from YAML. Throws LEADLINE_CONTRACT_INVALID with a line for each fault: `file:line:column: key: why`. */
export function parseContract(text: string, path: string): ContractFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${path}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken !== undefined)
    throw invalid(path, `${place(broken.pos[0])}: ${broken.message.split('\n')[0]}`, broken);
  const result = contractFile.safeParse(document.toJS());
  if (result.success) return result.data;
  const faults = result.error.issues.flatMap((issue) => {
    const paths =
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map(
      (at) =>
        `${place(offsetOf(document, at))}: ${at.length === 0 ? '' : `${at.join('.')}: `}${issue.message}`,
    );
  });
  throw invalid(path, faults.join('\n'));
}

/** Where the innermost node of a path begins: its key if there is one, as that is what a person looks for. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const parent: unknown = document.getIn(path.slice(0, depth - 1), true);
    const key = path[depth - 1];
    const items = (
      parent as { items?: readonly { key?: { value?: unknown; range?: readonly number[] } }[] } | null
    )?.items;
    const pair = items?.find((item) => item.key?.value === key);
    if (pair?.key?.range?.[0] !== undefined) return pair.key.range[0];
  }
  return 0;
}

function reading<T>(where: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    throw new LeadlineError('LEADLINE_FILE_UNREADABLE', `${where} cannot be read.`, { where, cause });
  }
}

function invalid(where: string, message: string, cause?: unknown): LeadlineError {
  return new LeadlineError('LEADLINE_CONTRACT_INVALID', message, { where, cause });
}
