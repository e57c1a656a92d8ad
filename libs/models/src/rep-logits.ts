import { encodeLead, type ModelOutput, type ScorableLead, segmentOf } from '@leadline/domain';
import type { ServedCard } from './served-card.ts';

/** What of a card tells reps apart. */
type RepCard = Pick<ServedCard, 'features' | 'vocabulary' | 'segments' | 'reps' | 'dealTypes'>;

/** Adds to what the ONNX file says of a lead what the card says of its kind of deal and of every rep; float64, in fixed order. */
export function createRepLogits(card: RepCard): (lead: ScorableLead, onnxLogit: number) => ModelOutput {
  const { features, vocabulary, segments, reps, dealTypes = {} } = card;
  const bySegment = segments.map((_, segment) =>
    Float64Array.from(reps.effects, (effect, rep) => effect + reps.segments[segment]![rep]!),
  );
  const elsewhere = Float64Array.from(reps.effects);
  const traits = (reps.traits ?? []).map(({ feature, effects }) => {
    return { column: features.indexOf(feature), effects: Float64Array.from(effects) };
  });
  return (lead, onnxLogit) => {
    const line = Object.hasOwn(dealTypes, lead.dealType ?? '') ? dealTypes[lead.dealType ?? ''] : undefined;
    const leadLogit = line === undefined ? onnxLogit : line.intercept + line.slope * onnxLogit;
    const own = bySegment[segments.indexOf(segmentOf(lead))] ?? elsewhere;
    const repLogits = own.map((effect) => leadLogit + effect);
    if (traits.length === 0) return { leadLogit, repLogits };
    const row = encodeLead(lead, vocabulary);
    for (const { column, effects } of traits) addTimes(row[column]!, effects, repLogits);
    return { leadLogit, repLogits };
  };
}

function addTimes(value: number, effects: Float64Array, logits: Float64Array): void {
  if (value === 0) return;
  for (let rep = 0; rep < logits.length; rep += 1) logits[rep]! += value * effects[rep]!;
}
