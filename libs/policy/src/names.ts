import type { Condition } from '@leadline/domain';

/** Conditions that have a name, by the function that asks them: `segment("enterprise")`. */
export interface Names {
  readonly segment: ReadonlyMap<string, Condition>;
  readonly team: ReadonlyMap<string, Condition>;
  readonly territory: ReadonlyMap<string, Condition>;
}

export type Naming = keyof Names;
export const NAMINGS = ['segment', 'team', 'territory'] as const satisfies readonly Naming[];
export const isNaming = (name: string): name is Naming => (NAMINGS as readonly string[]).includes(name);
