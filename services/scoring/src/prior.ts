import type { LeadModel } from './stage.ts';

/**
 * What is said of a lead while there is no model: even odds, all reps alike, worth what the lead itself names. Routing then
 * goes by rules, load and turns.
 */
export const PRIOR: LeadModel = {
  card: {
    version: 'prior',
    vocabulary: {
      source: [],
      country: [],
      industry: [],
      seniority: [],
      department: [],
      product: [],
      dealType: [],
      emailKind: [],
      phoneKind: [],
    },
    coefficients: [],
    means: [],
    workspaces: {},
    values: { overall: 0, products: {}, amountRatio: 1 },
  },
  run: async (leads) => leads.map(() => ({ leadLogit: 0, repLogits: [] })),
};
