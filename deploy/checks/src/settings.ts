/** What only the operator knows. */
const STAND_INS: Readonly<Record<string, string>> = {
  LEADLINE_SECRET: 'sixteen-characters',
  LEADLINE_API_KEYS: 'key=acme',
  LEADLINE_REDIS: 'redis://redis:6379',
  LEADLINE_SMTP: 'smtp://mail:25',
};

/** Settings by name; null: the operator gives the value. */
type Given = Readonly<Record<string, string | null>>;

/** The schema of a service's settings (zod), as far as the tests ask it. */
interface Settings {
  readonly shape: object;
  safeParse(values: object): {
    readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
  };
}

export async function settingsOf(service: string): Promise<Settings> {
  const config = (await import(`../../../services/${service}/src/config.ts`)) as {
    readonly settings: Settings;
  };
  return config.settings;
}

/** Names of the settings for which the service would refuse to start: needed and not given, or wrong. */
export async function amissIn(service: string, given: Given): Promise<readonly string[]> {
  const names = Object.entries(given).map(([name, value]) => [name, value ?? STAND_INS[name]]);
  const { error } = (await settingsOf(service)).safeParse(Object.fromEntries(names));
  return (error?.issues ?? []).map(({ path }) => path.join('.'));
}
