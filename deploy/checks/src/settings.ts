import { plaintextIn } from '@leadline/service-kit';

/** What only the operator knows. */
const STAND_INS: Readonly<Record<string, string>> = {
  LEADLINE_SECRET: 'sixteen-characters',
  LEADLINE_API_PEPPER: 'sixteen-characters',
  LEADLINE_REDIS: 'rediss://redis:6380',
  LEADLINE_SMTP: 'smtp://mail:25',
};

/** Settings by name; null: the operator gives the value. */
type Given = Readonly<Record<string, string | null>>;

/** The schema of a service's settings (zod), as far as the tests ask it. */
interface Settings {
  readonly shape: object;
  safeParse(values: object): {
    readonly data?: Parameters<typeof plaintextIn>[0];
    readonly error?: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] };
  };
}

export async function settingsOf(service: string): Promise<Settings> {
  const config = (await import(`../../../services/${service}/src/config.ts`)) as {
    readonly settings: Settings;
  };
  return config.settings;
}

/** For what the service would refuse to start: names of settings that are needed or wrong, and plaintext in words. */
export async function amissIn(service: string, given: Given): Promise<readonly string[]> {
  const names = Object.entries(given).map(([name, value]) => [name, value ?? STAND_INS[name]]);
  const { data, error } = (await settingsOf(service)).safeParse(Object.fromEntries(names));
  if (data === undefined) return (error?.issues ?? []).map(({ path }) => path.join('.'));
  return data.LEADLINE_INSECURE.includes('plaintext') ? [] : plaintextIn(data);
}
