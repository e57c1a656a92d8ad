import type { Row } from './layout.ts';
import { fitLogistic, type LogisticFit, logitOf } from './logistic.ts';
import { type Judged, logLoss } from './metrics.ts';
import { fitRepEffects, type RepDeal, type RepEffects, type Spread } from './rep-effects.ts';

/** A lead part and rep effects. */
export interface Fit {
  readonly lead: LogisticFit;
  readonly effects: RepEffects;
  readonly spread: Spread;
}

/** Number of columns. */
export interface Size {
  readonly reps: number;
  readonly segments: number;
}

const PENALTY = 2;
const FOLDS = 4;
/** Log-odds: none, as measured in practice, as strong as one may hope for. */
const DEVIATIONS = [0, 0.2, 0.4];
/** Of the rows, in time order: how many learn while the rest judges. */
const LEARN_SHARE = 0.8;

/** The earlier rows to learn from and the later ones to judge by. */
export function splitByTime<T>(rows: readonly T[]): [earlier: readonly T[], later: readonly T[]] {
  const cut = Math.floor(rows.length * LEARN_SHARE);
  return [rows.slice(0, cut), rows.slice(cut)];
}

/** Fits rows that are in time order. How far reps differ is found by cross-validation. */
export function fitModel(rows: readonly Row[], size: Size): Fit {
  const spread = chooseSpread(rows, size);
  const lead = fitLead(rows);
  const { reps, segments } = fitEffects(dealsOf(rows, lead, size), size, spread);
  return { lead, spread, effects: { reps, segments: segments.slice(0, size.segments) } };
}

/** The rows by the lead part alone, and with the reps. */
export function judgeRows(rows: readonly Row[], fit: Fit, size: Size): { lead: Judged[]; model: Judged[] } {
  const deals = dealsOf(rows, fit.lead, size);
  return {
    lead: deals.map(({ offset, won }) => ({ logit: offset, won })),
    model: deals.map((deal) => judge(deal, fit.effects)),
  };
}

function judge(deal: RepDeal, effects: RepEffects): Judged {
  const fit = effects.segments[deal.segment]?.[deal.rep] ?? 0;
  return { logit: deal.offset + effects.reps[deal.rep]! + fit, won: deal.won };
}

function fitLead(rows: readonly Row[]): LogisticFit {
  return fitLogistic(
    rows.map((row) => row.features),
    rows.map((row) => row.won),
    PENALTY,
  );
}

/** Rare segments share one column behind the others. */
function dealsOf(rows: readonly Row[], lead: LogisticFit, size: Size): RepDeal[] {
  return rows.map(({ rep, segment, features, won }) => ({
    rep,
    segment: segment === -1 ? size.segments : segment,
    offset: logitOf(lead, features),
    won,
  }));
}

function fitEffects(deals: readonly RepDeal[], size: Size, spread: Spread): RepEffects {
  return fitRepEffects(deals, { reps: size.reps, segments: size.segments + 1 }, spread);
}

/** The spread with the lowest log loss over all rows, each judged by a fit that has not seen its stretch of time. */
function chooseSpread(rows: readonly Row[], size: Size): Spread {
  const folds = foldsOf(rows, size);
  const lossOf = (spread: Spread): number =>
    logLoss(
      folds.flatMap(({ learn, judged }) => {
        const effects = fitEffects(learn, size, spread);
        return judged.map((deal) => judge(deal, effects));
      }),
    );
  const spreads = DEVIATIONS.flatMap((rep) => DEVIATIONS.map((segment) => ({ rep, segment })));
  const ranked = spreads.map((spread) => ({ spread, loss: lossOf(spread) }));
  return ranked.reduce((best, next) => (next.loss < best.loss ? next : best)).spread;
}

/** Contiguous folds, never random ones: neighbours in time are alike. */
function foldsOf(rows: readonly Row[], size: Size): readonly { learn: RepDeal[]; judged: RepDeal[] }[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const from = Math.floor((fold * rows.length) / FOLDS);
    const to = Math.floor(((fold + 1) * rows.length) / FOLDS);
    const learn = [...rows.slice(0, from), ...rows.slice(to)];
    const lead = fitLead(learn);
    return { learn: dealsOf(learn, lead, size), judged: dealsOf(rows.slice(from, to), lead, size) };
  });
}
