import type { Codec } from '@leadline/contracts';
import type { StreamClient } from '@leadline/stream';
import { readTopic } from './read-topic.ts';
import type { World } from './world/types.ts';

/** Topics that must hold nothing about a person. */
const CLEAN_TOPICS = [
  'assignment.ledger',
  'assignment.decision',
  'assignment.state',
  'lead.status',
  'lead.validated',
  'lead.scored',
  'lead.assigned',
] as const;

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
  const email = (text.match(/[\w.+%'-]+@[\w.-]+/g) ?? []).find((one) => emails.has(one.toLowerCase()));
  if (email) return 'an e-mail address';
  const number = (text.match(/\+?\d[\d ()./-]{6,}\d/g) ?? []).find((one) => phones.has(digitsOf(one)));
  if (number) return 'a phone number';
  const words = text.match(/\p{L}[\p{L}'’-]*/gu) ?? [];
  const pair = words.some((word, index) => names.has(`${word} ${words[index + 1] ?? ''}`));
  return pair ? 'a name' : null;
}

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
