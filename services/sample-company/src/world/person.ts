import type { Random } from '@leadline/chance';
import { companyName, mailPart, personName } from './names.ts';
import { countryOf, phoneCapacity, phoneNumber, type Country } from './places.ts';
import type { AccountBody, Traits } from './types.ts';

/** A person with the e-mail and phone they really have. Every person of a world has others. */
export interface Person {
  readonly first: string;
  readonly last: string;
  readonly company: string;
  readonly email: string;
  /** E.164; null once the country's supply of fictional numbers has run out. */
  readonly phone: string | null;
  readonly place: Country;
}

/** Makes persons whose addresses and numbers never meet by chance, not even once dots and case are gone. */
export function createPersons(): (random: Random, traits: Traits, account: AccountBody | null) => Person {
  const taken = new Set<string>();
  const phonesUsed = new Map<string, number>();
  let companies = 2000;
  return (random, traits, account) => {
    const place = countryOf(traits.country);
    const { first, last } = personName(random, place.names);
    companies += 1;
    const company = account?.name ?? companyName(companies).name;
    const domain = account?.domain ?? `${companyName(companies).stem}.${random.pick(place.domains)}`;
    const index = phonesUsed.get(place.code) ?? 0;
    phonesUsed.set(place.code, index + 1);
    return {
      first,
      last,
      company,
      email: freshEmail(
        taken,
        mailPart(first),
        mailPart(last),
        random.chance(0.25) ? random.pick(place.freeMail) : domain,
      ),
      phone: index < phoneCapacity(place) ? phoneNumber(place, index) : null,
      place,
    };
  };
}

function freshEmail(taken: Set<string>, first: string, last: string, domain: string): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : String(number);
    const folded = `${first}${last}${suffix}@${domain}`;
    if (taken.has(folded)) continue;
    taken.add(folded);
    return `${first}.${last}${suffix}@${domain}`;
  }
}
