import { keyedHash } from '@leadline/contracts';
import { isGibberish, matchPersons, traitsOf } from '@leadline/domain';
import { latin } from '@leadline/reference';
import { leadOf } from './workload.ts';

interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly company: string;
}

const PERSONS = ['warm', 'flood-0', 'flood-1', '0-at-300', '1-at-300'].flatMap((phase) =>
  Array.from({ length: 4_000 }, (_, index) => leadOf(phase, index, ['emea']) as Person),
);

test('no lead looks like a bot: else the pipeline keeps some back, and a flood never ends', () => {
  expect(PERSONS.filter(({ firstName, lastName }) => isGibberish(`${firstName} ${lastName}`))).toEqual([]);
});

test('each lead is another person: a duplicate gets no rep, and a flood waits for it in vain', () => {
  const hash = keyedHash('a secret for the test');
  const same: unknown[] = [];
  for (const colleagues of Map.groupBy(PERSONS, ({ company }) => company).values()) {
    const traits = colleagues.map(({ firstName, lastName, email, company }) => {
      const whom = { email, name: `${firstName} ${lastName}`, company, phoneE164: null, accountId: null };
      return traitsOf('default', { ...whom, companyDomain: email.split('@')[1]! }, hash, latin);
    });
    for (const [index, one] of traits.entries())
      for (const [other, another] of traits.slice(0, index).entries())
        if (matchPersons(one, another).verdict !== 'other') same.push([colleagues[index], colleagues[other]]);
  }
  expect(same).toEqual([]);
});
