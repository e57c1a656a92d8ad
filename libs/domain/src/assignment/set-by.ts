import { type Authored, type Provenance, type Setting, SETTINGS } from './provenance.ts';

/** Who has set one of the things that a decision went by, and why. */
export type SetBy = Authored & { readonly setting: Setting | 'model' };

/**
 * All that is known of who has set what a decision went by. `body`: of the content that it names as its provenance; `model`: who
 * has released the model of its lead.
 */
export function setByOf(body: string | undefined, model: Authored | null): readonly SetBy[] {
  const provenance = JSON.parse(body ?? '{}') as Provenance;
  const rows = SETTINGS.flatMap((setting): SetBy[] => {
    const author = provenance[setting];
    return author === undefined ? [] : [{ setting, ...author }];
  });
  return model === null ? rows : [...rows, { setting: 'model', ...model }];
}

const WHAT: Readonly<Record<SetBy['setting'], string>> = {
  policy: 'policy',
  prices: 'prices',
  roster: 'roster, last changed in',
  clock: 'clock',
  'clock-step': 'its step',
  model: 'model',
};

function line({ setting, version, by, key, reason, offset }: SetBy): string {
  const what = version === null ? WHAT[setting] : `${WHAT[setting]} ${version}`;
  const who = [by === null ? null : `by ${by}`, key === null ? null : `with key ${key}`];
  const where = offset === null ? null : `record ${offset} of the log`;
  const said = [...who, where].filter((part) => part !== null).join(', ');
  return `  ${what}: ${reason ?? 'no reason given'}${said === '' ? '' : ` (${said})`}`;
}

/** The same in words, a line each; none where nothing is known. */
export const setByLines = (rows: readonly SetBy[]): readonly string[] =>
  rows.length === 0 ? [] : ['why it went by that:', ...rows.map(line)];
