/** Chance that is the same in every run: numbers of [0, 1) (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that many companies begin with, the commonest first. */
const SHARED = (
  'First American Global National United New General Pacific Advanced International Premier Royal Golden Atlantic Universal Western ' +
  'Northern Blue Green Star Sun Alpha Delta Omega Apex Summit Pioneer Liberty Heritage Central Metro Capital Digital Smart Modern ' +
  'Shenzhen Shanghai Beijing London Berlin Nordic Baltic Alpine Iberia Hanse'
).split(' ');
const ACTIVITIES = (
  'Consulting Logistics Software Systems Technologies Energy Foods Pharma Capital Partners Engineering Solutions Services Industries ' +
  'Media Electronics Construction Design Insurance Trading Automotive Plastics Textiles Packaging Robotics Diagnostics Telecom Steel'
).split(' ');
const FORMS = ['GmbH', 'Ltd', 'Inc.', 'LLC', 'S.A.', 'AG', 'B.V.', 'SAS', 'S.p.A.', 'AB', 'Co., Ltd.', ''];
const STARTS = 'b br c d f g h k kl l m n p r s sch st t tr v w'.split(' ');
const MIDDLES = 'a e i o u au ei al an ar el en er il in on or um'.split(' ');
const ENDS = 'berg ton man ski sen son ler ner ini etti ez ov burg dal feld low mann ell ard ow'.split(' ');

const pick = (items: readonly string[], chance: () => number): string =>
  items[Math.floor(chance() * items.length)] ?? '';

/** A name that sounds like a family's. */
function familyName(chance: () => number): string {
  const syllables = chance() < 0.6 ? 1 : 2;
  const body = Array.from({ length: syllables }, () => pick(STARTS, chance) + pick(MIDDLES, chance)).join('');
  const name = body + pick(ENDS, chance);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/**
 * Names of companies as registers hold them, each once: two in five begin with a word that many share, the commonest of them
 * most often; the rest with a family's name.
 */
export function companyNames(count: number, chance: () => number): readonly string[] {
  const names = new Set<string>();
  while (names.size < count) {
    // The square prefers the front of the list: one in seven of the shared beginnings is `First`.
    const shared = SHARED[Math.floor(chance() ** 2 * SHARED.length)] ?? '';
    const begins = chance() < 0.4 ? `${shared} ${familyName(chance)}` : familyName(chance);
    const second = chance() < 0.5 ? ` ${pick(ACTIVITIES, chance)}` : '';
    names.add(`${begins}${second} ${pick(ACTIVITIES, chance)} ${pick(FORMS, chance)}`.trim());
  }
  return [...names];
}
