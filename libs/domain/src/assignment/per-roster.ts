import type { Roster } from './roster.ts';

/** What is made once of a roster and a part of a policy, and kept for as long as both are. */
export function perRoster<K extends object, V>(
  make: (roster: Roster, key: K) => V,
): (roster: Roster, key: K) => V {
  const kept = new WeakMap<Roster, WeakMap<K, V>>();
  return (roster, key) => {
    const ofRoster = kept.get(roster) ?? new WeakMap<K, V>();
    kept.set(roster, ofRoster);
    const known = ofRoster.get(key) ?? make(roster, key);
    ofRoster.set(key, known);
    return known;
  };
}
