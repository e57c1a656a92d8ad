import type { ModelReleased } from '@leadline/contracts';
import type { ReleaseLog, StoredModel } from '@leadline/models';
import { table } from '../output/table.ts';
import { instant } from '../report/view/format.ts';
import { linesOf } from '../report/view/text.ts';
import { intervalCell } from './view/figures.ts';
import { releaseTable } from './view/sections.ts';
import { shortOf, tenantText } from './view/view.ts';

/** Models that may be released, and all that was said of releases. */
export interface ModelList {
  readonly models: readonly Listed[];
  /** The newest first. */
  readonly releases: readonly ModelReleased[];
}

interface Listed {
  readonly version: string;
  /** Tenants of which it is in charge; `*`: of all without a release of their own. */
  readonly inCharge: readonly string[];
  readonly allowed: boolean | null;
  readonly deals: number | null;
  readonly window: { readonly from: number; readonly to: number } | null;
  readonly saved: { readonly value: number; readonly low: number; readonly high: number } | null;
  /** Why it cannot be used. */
  readonly trouble: { readonly code: string; readonly message: string } | null;
}

/** A released version that the store lacks is listed with it: nobody could load it. */
export function listOf(stored: readonly StoredModel[], log: ReleaseLog): ModelList {
  const scopes = [...log.scopes()];
  const chargesOf = (version: string) =>
    scopes.filter(([, one]) => one === version).map(([tenant]) => tenant);
  const lacking = new Set(scopes.map(([, version]) => version).filter((version) => version !== null));
  for (const { version } of stored) lacking.delete(version);
  const models = stored.map(({ version, card, trouble }): Listed => ({
    version,
    inCharge: chargesOf(version),
    allowed: card?.release.allowed ?? null,
    deals: card?.metrics?.trainedOn ?? null,
    window: card?.window ?? null,
    saved: card?.metrics?.gain.model ?? null,
    trouble: trouble === null ? null : { code: trouble.code, message: trouble.message },
  }));
  const absent = [...lacking].map((version): Listed => ({
    ...ABSENT,
    version,
    inCharge: chargesOf(version),
  }));
  return { models: [...models, ...absent], releases: log.events.toReversed() };
}

const ABSENT = {
  allowed: null,
  deals: null,
  window: null,
  saved: null,
  trouble: { code: 'LEADLINE_MODEL_MISSING', message: 'It is in charge, and the store lacks it.' },
} as const;

export function listLines({ models, releases }: ModelList): readonly string[] {
  const head = ['model', 'in charge of', 'may be', 'deals', 'from', 'to', 'log loss saved'];
  const rows = models.map((one) => [
    shortOf(one.version),
    one.inCharge.map(tenantText).join(', '),
    one.trouble?.code ?? (one.allowed === true ? 'yes' : 'no'),
    one.deals === null ? '' : String(one.deals),
    one.window === null ? '' : instant(one.window.from),
    one.window === null ? '' : instant(one.window.to),
    one.saved === null ? '' : `${intervalCell(one.saved, 4).text} (${intervalCell(one.saved, 4).aside})`,
  ]);
  const section = { id: 'releases', title: 'Releases', notes: [], tables: [releaseTable('The newest first', releases)] }; // prettier-ignore
  return [
    ...(models.length === 0 ? ['No model is in the store; `leadline models release FOLDER --by … --reason …` puts one there.'] : table(head, rows)), // prettier-ignore
    ...linesOf([section]),
  ];
}
