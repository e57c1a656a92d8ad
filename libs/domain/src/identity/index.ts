export { acronymOf, companyKey, companyWords, groupKey, type Latin } from './company-name.ts';
export { isGenericName } from './generic-name.ts';
export { jaroWinkler } from './jaro-winkler.ts';
export { mailboxOf, type Mailbox } from './mailbox.ts';
export { nameWords } from './person-name.ts';
export { soundOf, type SoundScript } from './sound.ts';
export { type PersonFacts, type Trait, type TraitKind, traitKey, traitsOf } from './traits.ts';
export { type PersonMatch, matchPersons, type Verdict } from './match.ts';
