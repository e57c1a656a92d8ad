import { readFileSync } from 'node:fs';

/** Where values come from: normally `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Values by the name of their setting, and what is wrong with those that have none for it. */
export interface Given {
  readonly values: Readonly<Record<string, string>>;
  readonly faults: readonly string[];
}

/**
 * What the environment says of these settings: NAME, or the text of the file that NAME_FILE names, both without a line feed at
 * their end: Kubernetes hands on a Secret byte for byte as a variable, too. An empty variable counts as absent.
 */
export function givenIn(env: Environment, names: readonly string[]): Given {
  const values: Record<string, string> = {};
  const faults: string[] = [];
  for (const name of names) {
    const file = names.includes(`${name}_FILE`) ? undefined : env[`${name}_FILE`];
    const said = env[name] && withoutLineFeed(env[name]);
    if (said && file) faults.push(`${name} and ${name}_FILE are both set; give one of them`);
    else if (said) values[name] = said;
    else if (file) {
      const text = textOf(file);
      if (text === null) faults.push(`${name}_FILE names ${file}, which cannot be read or is empty`);
      else values[name] = text;
    }
  }
  return { values, faults };
}

function textOf(file: string): string | null {
  try {
    return withoutLineFeed(readFileSync(file, 'utf8')) || null;
  } catch {
    return null;
  }
}

const withoutLineFeed = (text: string): string => text.replace(/\r?\n$/, '');
