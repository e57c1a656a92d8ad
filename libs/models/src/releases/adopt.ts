import { LeadlineError } from '@leadline/contracts';
import { featureNames, type Vocabulary } from '@leadline/domain';
import { z } from 'zod';
import {
  evaluationSchema,
  FORMAT,
  issueOf,
  repsSchema,
  valuesSchema,
  vocabularySchema,
  windowSchema,
  workspacesSchema,
} from '../card-schema.ts';
import type { Evaluation, ServedCard, ServedModel } from '../served-card.ts';
import { featureHash, versionOf } from '../version.ts';

const draftSchema = z.strictObject({
  trainedWith: z.string().min(1),
  vocabulary: vocabularySchema.strict(),
  segments: z.array(z.string()).default([]),
  workspaces: workspacesSchema.default({}),
  reps: repsSchema.optional(),
  values: valuesSchema,
  window: windowSchema.optional(),
  metrics: evaluationSchema.optional(),
  caveats: z.array(z.string()).default([]),
});

type Draft = z.output<typeof draftSchema>;

/**
 * Makes a model of an ONNX file that was trained elsewhere and of a draft of its card: what the draft does not say is put
 * down as not known. It may be released if its evaluation says that it beats the base rate, as one of our own.
 * @throws LeadlineError LEADLINE_MODEL_DRAFT_INVALID. Whether the file takes these features, {@link loadModel} tells.
 */
export function adoptModel(onnx: Uint8Array, json: unknown): ServedModel {
  const parsed = draftSchema.safeParse(json);
  if (!parsed.success) throw invalid(issueOf(parsed.error));
  const draft = parsed.data;
  const vocabulary = vocabularyOf(draft);
  const card = cardOf(draft, vocabulary);
  return { onnx, card: { ...card, version: versionOf(onnx, card) } };
}

/** Columns of a category stand in the order of its values: sorted. */
function vocabularyOf({ vocabulary }: Draft): Vocabulary {
  const unsorted = Object.entries(vocabulary).find(([, values]) =>
    values.some((value, index) => index > 0 && values[index - 1]! >= value),
  );
  if (unsorted === undefined) return vocabulary as unknown as Vocabulary;
  throw invalid(`vocabulary.${unsorted[0]}: should be sorted, each value once`);
}

function cardOf(draft: Draft, vocabulary: Vocabulary): ServedCard {
  const { trainedWith, segments, workspaces, values, window, caveats } = draft;
  const metrics = draft.metrics as Evaluation | undefined;
  const columns = Math.max(0, ...Object.values(workspaces).map(({ first, repIds }) => first + repIds.length));
  const zeros = Array.from({ length: columns }, () => 0);
  return {
    format: FORMAT,
    version: '',
    featureHash: featureHash(),
    release: releaseOf(metrics),
    caveats: [
      `Trained elsewhere (${trainedWith}): what its card says was declared, not measured here.`,
      ...caveats,
      ...unknowns(draft),
    ],
    ...(window === undefined ? {} : { window }),
    ...(metrics === undefined ? {} : { metrics }),
    values,
    segments,
    workspaces,
    vocabulary,
    features: featureNames(vocabulary),
    coefficients: [],
    means: [],
    reps: (draft.reps ?? { effects: zeros, segments: segments.map(() => zeros) }) as ServedCard['reps'],
  };
}

/** By the same bar as a model of our own: its gain over the base rate, and the interval of that. */
function releaseOf(metrics: Evaluation | undefined): ServedCard['release'] {
  if (metrics === undefined)
    return { allowed: false, reason: 'How it does on deals that it has not seen is not known.' };
  const { value, low, high } = metrics.gain.model;
  const saved = `log loss saved per deal over the base rate ${value.toFixed(4)} (${ends(low, high)}, 95 %), on ${metrics.heldOut} deals, as declared.`;
  return low !== null && low > 0
    ? { allowed: true, reason: `It tells more than the base rate: ${saved}` }
    : { allowed: false, reason: `It is not shown to tell more than the base rate: ${saved}` };
}

function unknowns({ reps, window, metrics }: Draft): readonly string[] {
  return [
    ...(reps === undefined ? ['Of reps it says nothing: all are taken for alike.'] : []),
    ...(window === undefined ? ['Which deals it was trained on is not known.'] : []),
    ...(metrics?.calibration === undefined ? ['How well its chances are calibrated is not known.'] : []),
    'Which differences between reps the deals show is not known. It gives no reasons for its scores.',
  ];
}

const ends = (low: number | null, high: number | null): string =>
  `${low?.toFixed(4) ?? 'no end'} to ${high?.toFixed(4) ?? 'no end'}`;

const invalid = (message: string): LeadlineError =>
  new LeadlineError('LEADLINE_MODEL_DRAFT_INVALID', `The draft of the card cannot be used. ${message}.`);
