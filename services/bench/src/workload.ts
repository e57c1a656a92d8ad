import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Whom the leads of a run go to. */
export interface Team {
  readonly workspaces: readonly string[];
  readonly reps: readonly object[];
}

/** The reps that the model knows, always at work and never full: the pipeline is measured, not the waiting line. */
export async function teamOf(model: string): Promise<Team> {
  const card = JSON.parse(await readFile(join(model, 'model.json'), 'utf8')) as {
    workspaces: Record<string, { repIds: readonly string[] }>;
  };
  const teams = Object.entries(card.workspaces).map(
    ([name, { repIds }]) => [name.slice(name.indexOf('/') + 1), repIds] as const,
  );
  return teamIn(teams);
}

/** Reps of a workspace of which the model knows nothing. */
const REPS = 40;

const number = (index: number): string => String(index + 1).padStart(2, '0');

/** So many workspaces of {@link REPS} reps each. */
export function teamsOf(count: number): Team {
  return teamIn(
    Array.from({ length: count }, (_, index) => {
      const workspace = `of-${count}-${number(index)}`;
      return [
        workspace,
        Array.from({ length: REPS }, (_rep, rep) => `${workspace}-rep-${number(rep)}`),
      ] as const;
    }),
  );
}

const teamIn = (teams: readonly (readonly [workspace: string, repIds: readonly string[]])[]): Team => ({
  workspaces: teams.map(([workspace]) => workspace),
  reps: teams.flatMap(([workspace, repIds]) =>
    repIds.map((repId) => ({
      repId,
      workspace,
      name: `Rep ${repId}`,
      email: `${repId}@sales.meterworks.io`,
      workDays: [1, 2, 3, 4, 5, 6, 7],
      workStart: 0,
      workEnd: 1440,
      capacity: 1_000_000_000,
      dailyCap: 1_000_000_000,
    })),
  ),
});

const COUNTRIES = ['DE', 'France', 'US', 'GB', 'Brazil', 'JP'];
const TITLES = ['CEO', 'Head of Operations', 'IT Manager', 'Engineer', 'VP Sales'];
const PRODUCTS = ['meter', 'gateway', 'control', 'plant-suite'];
const INDUSTRIES = ['energy', 'software', 'retail', 'finance'];
const pick = (items: readonly string[], index: number): string => items[index % items.length] ?? '';

const CONSONANTS = 'bdfgklmnprstvz';
const VOWELS = 'aeiou';

/** A name like no other, and one that can be spoken: two of one name at one company are one person, random letters a bot. */
function nameOf(seed: string): string {
  const bytes = createHash('sha256').update(seed).digest().subarray(0, 10);
  const letters = Array.from(bytes, (byte, index) => {
    const alphabet = index % 2 === 0 ? CONSONANTS : VOWELS;
    return alphabet.charAt(byte % alphabet.length);
  }).join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** The n-th lead of a phase, the same in every run: another person each, who may be mailed. */
export function leadOf(phase: string, index: number, workspaces: readonly string[]): object {
  return {
    source: 'web-form',
    idempotencyKey: `${phase}-${index}`,
    workspace: pick(workspaces, index),
    occurredAt: Date.UTC(2026, 0, 5) + index,
    email: `lead.${phase}.${index}@firm-${index % 997}.io`,
    firstName: nameOf(`first ${phase} ${index}`),
    lastName: nameOf(`${phase} ${index}`),
    company: `Firm ${index % 997} Ltd`,
    country: pick(COUNTRIES, index),
    title: pick(TITLES, index),
    industry: pick(INDUSTRIES, index),
    employees: 10 + ((index * 37) % 5_000),
    product: pick(PRODUCTS, index),
    dealType: 'new',
    message: 'We would like to see a demonstration next week.',
    consent: 'granted',
  };
}
