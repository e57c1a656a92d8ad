import type { ModelReleased } from '@leadline/contracts';
import type { ModelCard } from '@leadline/models';
import { released } from '../../../libs/models/test/released.ts';

const claim = (words: string) => ({ value: 0.2, low: 0.1, high: 0.3, claimed: true, words });

/** A card that says all there is to say; `mark` stands wherever a card holds text from outside. */
export function cardOf(mark = '', over: Partial<ModelCard> = {}): ModelCard {
  return {
    format: 2,
    version: `0123456789abcdef${mark}`,
    featureHash: 'f'.repeat(64),
    features: ['source=web', 'source=?'],
    vocabulary: { source: [`web${mark}`] } as unknown as ModelCard['vocabulary'],
    coefficients: [1, 0],
    means: [0.5, 0.5],
    leadPart: 'linear',
    segments: [`trade${mark}`, 'finance'],
    workspaces: { [`default/emea${mark}`]: { first: 0, repIds: [`anna${mark}`, 'ben'] }, 'default/us': { first: 2, repIds: ['cleo'] } },
    reps: { effects: [-0.4, 0.3, 0], deviations: [0.1, 0.2, 0.3], segments: [[0, 0, 0], [0, 0, 0]] },
    spread: { rep: 0.3, segment: 0 },
    values: { overall: 1234, products: {}, amountRatio: 1 },
    claims: { reps: claim(`Reps differ${mark}.`), fit: { ...claim('Fit is not shown.'), value: 0, low: 0, claimed: false } },
    release: { allowed: true, reason: `It tells more than the base rate${mark}.` },
    caveats: [`Nothing is known of how reps were chosen${mark}.`],
    congestion: {
      perLogWait: { value: 0.12, low: 0.05, high: 0.19 }, perNewLead: { value: 0.03, low: 0, high: 0.07 },
      average: { logWait: 1, newLeads: 3.2 }, deals: 2500,
    },
    picks: { value: 0.4, low: 0.1, high: 0.7, leaning: 0.6, deals: 900, found: true },
    window: { from: Date.parse('2026-01-01T00:00:00Z'), to: Date.parse('2026-06-30T00:00:00Z') },
    refused: { AMOUNT_MISSING: 3 },
    metrics: {
      trainedOn: 4000, heldOut: 800, baseRate: 0.25,
      auc: { lead: 0.61, model: 0.65, low: 0.61, high: 0.69 },
      logLoss: { lead: 0.55, model: 0.54, baseRate: 0.56 },
      gain: { model: { value: 0.02, low: 0.01, high: 0.03 }, reps: { value: -0.001, low: -0.004, high: 0.002 }, trees: { value: 0, low: 0, high: 0 } },
      calibration: {
        intercept: -0.1, slope: 0.9, error: 0.012,
        bins: [{ deals: 400, predicted: 0.12, happened: 0.1 }, { deals: 400, predicted: 0.38, happened: 0.41 }],
        bySegment: { [`trade${mark}`]: 1.2, finance: -2.3 },
        byRep: [0.4, -1.1, 0],
        groups: {
          segments: { [`trade${mark}`]: { deals: 300, predicted: 0.21, happened: 0.24 }, finance: { deals: 0, predicted: 0, happened: 0 } },
          reps: [{ deals: 200, predicted: 0.27, happened: 0.26 }, { deals: 100, predicted: 0.22, happened: 0.17 }, { deals: 0, predicted: 0, happened: 0 }],
        },
      },
      uplift: { value: 0.8, low: 0.4, high: 1.2, deals: 300 },
    },
    ...over,
  };
} // prettier-ignore

/** A release of it for all tenants. */
export const releasedOf = (card: ModelCard, over: Partial<ModelReleased> = {}): ModelReleased =>
  released(card.version, { comparison: 'No model was released before it.', ...over });
