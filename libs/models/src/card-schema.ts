import { learnVocabulary } from '@leadline/domain';
import { z } from 'zod';

/** Cards of other versions say other things, or the same in other words. */
export const FORMAT = 2;

const numbers = z.array(z.number());
const texts = z.array(z.string());
/** JSON has no infinity: an end of an interval that is none is null. */
const end = z.number().nullable();
const estimate = z.looseObject({ value: z.number(), low: end, high: end });

const line = z.looseObject({ intercept: z.number(), slope: z.number() });

const group = z.looseObject({ deals: z.number(), predicted: z.number(), happened: z.number() });

const calibration = line.extend({
  error: z.number(),
  bins: z.array(group),
  bySegment: z.record(z.string(), z.number()),
  byRep: numbers,
  groups: z.looseObject({ segments: z.record(z.string(), group), reps: z.array(group) }).optional(),
});

/** What is said of how the model did on deals that it had not seen. */
export const evaluationSchema = z.looseObject({
  trainedOn: z.number(),
  heldOut: z.number(),
  baseRate: z.number(),
  logLoss: z.looseObject({ model: z.number(), baseRate: z.number(), lead: z.number().optional() }),
  gain: z.looseObject({ model: estimate, reps: estimate.optional(), trees: estimate.optional() }),
  auc: z.looseObject({ lead: z.number(), model: z.number(), low: z.number(), high: z.number() }).optional(),
  calibration: calibration.optional(),
  uplift: estimate.extend({ deals: z.number() }).nullable().optional(),
});

export const windowSchema = z.looseObject({ from: z.number(), to: z.number() });
/** The values of each field that has categories. */
export const vocabularySchema = z.object(
  Object.fromEntries(Object.keys(learnVocabulary([], 0)).map((field) => [field, texts])),
);
export const workspacesSchema = z.record(z.string(), z.looseObject({ first: z.int().min(0), repIds: texts }));
export const valuesSchema = z.looseObject({
  overall: z.number(),
  products: z.record(z.string(), z.number()),
  amountRatio: z.number(),
});
export const repsSchema = z.looseObject({
  effects: numbers,
  deviations: numbers.optional(),
  segments: z.array(numbers),
  traits: z.array(z.looseObject({ feature: z.string(), effects: numbers })).optional(),
});

const claim = estimate.extend({ claimed: z.boolean(), words: z.string() });
const trees = z.looseObject({
  base: z.number(),
  roots: numbers,
  columns: numbers,
  thresholds: numbers,
  otherwise: numbers,
  values: numbers,
});

/** A card, wherever it was made. What is not named here passes: a later release may say more. */
export const cardSchema = z
  .looseObject({
    format: z.literal(FORMAT),
    version: z.string().min(1),
    featureHash: z.string(),
    features: texts,
    vocabulary: vocabularySchema,
    coefficients: numbers,
    means: numbers,
    trees: trees.optional(),
    segments: texts,
    workspaces: workspacesSchema,
    reps: repsSchema,
    dealTypes: z.record(z.string(), line).optional(),
    values: valuesSchema,
    release: z.looseObject({ allowed: z.boolean(), reason: z.string() }),
    caveats: texts.optional(),
    claims: z.looseObject({ reps: claim, fit: claim }).optional(),
    spread: z.looseObject({ rep: z.number(), segment: z.number() }).optional(),
    window: windowSchema.optional(),
    metrics: evaluationSchema.optional(),
  })
  .superRefine(({ features, segments, workspaces, reps }, context) => {
    const columns = reps.effects.length;
    const wrong = (path: string[], message: string): void =>
      context.addIssue({ code: 'custom', path, message });
    for (const [name, { first, repIds }] of Object.entries(workspaces))
      if (first + repIds.length > columns)
        wrong(['workspaces', name], `names columns that reps.effects, with ${columns}, lacks`);
    for (const [index, { feature, effects }] of (reps.traits ?? []).entries())
      if (!features.includes(feature) || effects.length !== columns)
        wrong(['reps', 'traits', String(index)], `should name a feature and hold ${columns} numbers`);
    if (reps.segments.length !== segments.length || reps.segments.some((own) => own.length !== columns))
      wrong(
        ['reps', 'segments'],
        `should hold ${columns} numbers for each of the ${segments.length} segments`,
      );
  });

/** The first thing that is wrong, and where: `reps.segments should hold …`. */
export function issueOf({ issues: [first] }: z.ZodError): string {
  return `${first!.path.join('.') || 'it'}: ${first!.message}`;
}
