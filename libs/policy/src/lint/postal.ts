import { postalForm, type PostalSpan } from '@leadline/reference';
import type { Finding } from '../finding.ts';
import { joinedAreas, type NamedArea, namedAreas } from '../postal.ts';
import type { PolicyDocument } from '../read.ts';

interface Claim {
  readonly territory: string;
  readonly area: NamedArea;
  readonly span: PostalSpan;
  /** Place in the file: what comes later is what is told. */
  readonly order: number;
}

function claimsOf({ data: { territories } }: PolicyDocument): readonly Claim[] {
  const areas = Object.entries(territories).flatMap(([territory, { postal }]) =>
    namedAreas(postal).map((area) => ({ territory, area })),
  );
  return areas.flatMap(({ territory, area }, order) =>
    area.spans.map((span) => ({ territory, area, span, order })),
  );
}

/** Texts that name postal areas which another text of a territory names, too; each is told once. */
export function postalOverlaps(policy: PolicyDocument): readonly Finding[] {
  const told = new Map<number, Finding>();
  let furthest: Claim | null = null;
  const sorted = claimsOf(policy).toSorted((a, b) =>
    a.span[0] < b.span[0] ? -1 : a.span[0] > b.span[0] ? 1 : 0,
  );
  for (const claim of sorted) {
    if (furthest !== null && claim.span[0] < furthest.span[1] && claim.order !== furthest.order) {
      const [first, second] = claim.order < furthest.order ? [claim, furthest] : [furthest, claim];
      if (!told.has(second.order)) told.set(second.order, overlap(policy, first, second));
    }
    if (furthest === null || claim.span[1] > furthest.span[1]) furthest = claim;
  }
  return [...told].toSorted(([a], [b]) => a - b).map(([, finding]) => finding);
}

function overlap({ placeOf }: PolicyDocument, first: Claim, { territory, area }: Claim): Finding {
  const { country, index, text } = area;
  return {
    code: 'TERRITORY_OVERLAP',
    severity: 'error',
    at: placeOf(['territories', territory, 'postal', country, index]),
    what: `${text} of ${country} and ${first.area.text} in the territory ${first.territory} have postal areas in common: leads from there would have to meet both`,
    mend: 'Leave them in one of the two.',
  };
}

/** What no territory names of the postal areas of each country that some name areas of, in words. */
export function postalRests(policy: PolicyDocument): ReadonlyMap<string, string> {
  const spans = new Map<string, PostalSpan[]>();
  for (const { area, span } of claimsOf(policy))
    spans.set(area.country, [...(spans.get(area.country) ?? []), span]);
  return new Map([...spans].map(([country, named]) => [country, restOf(country, joinedAreas(named))]));
}

/** Shown at most. */
const SHOWN = 3;

function restOf(country: string, named: readonly PostalSpan[]): string {
  const form = postalForm(country);
  if (form?.kind !== 'digits') return 'of other postal areas or without a postal code';
  const bound = (text: string): number => numberOf(text.slice(country.length + 1), form.digits);
  const ends = [0, ...named.flatMap(([from, to]) => [bound(from), bound(to)]), 10 ** form.digits];
  const code = (value: number): string => String(value).padStart(form.digits, '0');
  const holes = ends.flatMap((from, index) => {
    const to = ends[index + 1] ?? from;
    return index % 2 === 0 && from < to ? [`${code(from)}-${code(to - 1)}`] : [];
  });
  const shown = [...holes.slice(0, SHOWN), ...(holes.length > SHOWN ? [`${holes.length - SHOWN} more`] : [])];
  return holes.length === 0 ? 'without a postal code' : `in ${shown.join(', ')} or without a postal code`;
}

/** The first whole code at or beyond a bound; the character after 9 counts as ten. */
function numberOf(bound: string, digits: number): number {
  let value = 0;
  for (const one of bound) value = 10 * value + ((one.codePointAt(0) ?? 0) - 48);
  return value * 10 ** (digits - bound.length);
}
