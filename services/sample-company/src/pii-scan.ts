import { type Codec, PII_PATHS, TOPICS, type TopicName } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';
import { readTopic } from './read-topic.ts';
import type { World } from './world/types.ts';

/** Topics that must hold nothing about a person: all whose records have no field that is marked so. */
export const CLEAN_TOPICS = (Object.keys(TOPICS) as TopicName[]).filter((topic) =>
  TOPICS[topic].records.every((record) => PII_PATHS[record].length === 0),
);

/** What must not be found: e-mails, phones as digits, names. */
export interface Needles {
  readonly emails: ReadonlySet<string>;
  readonly phones: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** Shorter numbers would be found by chance among logits and loads. */
const LEAST_DIGITS = 9;

const digitsOf = (text: string): string => text.replace(/\D/g, '');

const filled = (values: readonly (string | undefined)[]): string[] =>
  values.flatMap((value) => (value ? [value.trim()] : []));

function needlesOf(world: World, e164: readonly string[]): Needles {
  const bodies = world.submissions.map(({ body }) => body);
  return {
    emails: new Set(filled(bodies.map(({ email }) => email)).map((email) => email.toLowerCase())),
    phones: new Set(
      [...filled(bodies.map(({ phone }) => phone)), ...e164]
        .map(digitsOf)
        .filter(({ length }) => length >= LEAST_DIGITS),
    ),
    names: new Set(
      bodies.flatMap(({ firstName, lastName, name }) =>
        filled([firstName && lastName ? `${firstName.trim()} ${lastName.trim()}` : undefined, name]),
      ),
    ),
  };
}

/** The first personal datum in a text, or null. A name counts when first and last name stand side by side. */
export function personIn(text: string, { emails, phones, names }: Needles): string | null {
  if (holds(text.toLowerCase().match(/[\w.+%'-]+@[\w.-]+/g) ?? [], emails)) return 'an e-mail address';
  const numbers = text.match(/\+?\d[\d ()./-]{6,}\d/g) ?? [];
  if (holds(numbers.map(digitsOf), phones)) return 'a phone number';
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const pairs = words.map((word, index) => `${word} ${words[index + 1] ?? ''}`);
  return holds(pairs, names) ? 'a name' : null;
}

const holds = (found: readonly string[], known: ReadonlySet<string>): boolean =>
  found.flatMap(withoutNeighbours).some((one) => known.has(one));

/** In Avro's bytes the length of a text stands before it, and that of the next one behind it: they may look like a part of it. */
const withoutNeighbours = (text: string): readonly string[] => [
  text,
  text.slice(1),
  text.slice(0, -1),
  text.slice(1, -1),
];

/** Scans the values of the clean topics; one line per topic in which something was found. */
export async function scanForPersons(
  client: StreamClient,
  codec: Codec,
  world: World,
): Promise<readonly string[]> {
  const contacts = await readTopic(client, codec, 'lead.contact', 'LeadContact');
  const needles = needlesOf(
    world,
    contacts.flatMap(({ value }) => value.phoneE164 ?? []),
  );
  const found = new Map<string, string>();
  for (const topic of CLEAN_TOPICS)
    for await (const batch of client.read({ topic }))
      for (const { value, partition, offset } of batch) {
        const what = value && !found.has(topic) ? personIn(value.toString('utf8'), needles) : null;
        if (what) found.set(topic, `${topic} partition ${partition} offset ${offset} holds ${what}`);
      }
  return [...found.values()];
}
