/** A message in words. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
}

/** Values for the placeholders of a template. Null reads as nothing. */
export type TemplateValues = Readonly<Record<string, string | number | null>>;

/**
 * Fills a template: its first line is `Subject: …`, the rest after an empty line is the text. `{name}` is a value,
 * `{name|otherwise}` says what stands there when the value is missing. Values are names and other input of strangers:
 * control characters and line breaks in them become spaces, so that none can add a header or a line.
 * @throws RangeError on a template without subject or with an unknown placeholder.
 */
export function fillTemplate(template: string, values: TemplateValues): Letter {
  const [, subject, text] = /^Subject: *([^\r\n]+)\r?\n\r?\n([\s\S]*)$/.exec(template) ?? [];
  if (subject === undefined || text === undefined)
    throw new RangeError('A template starts with a line "Subject: ..." and an empty line.');
  return { subject: tidy(fill(subject, values)), text: fill(text, values) };
}

function fill(part: string, values: TemplateValues): string {
  return part.replace(/\{(\w+)(?:\|([^{}]*))?\}/g, (_, name: string, otherwise: string | undefined) => {
    const value = values[name];
    if (value === undefined) throw new RangeError(`The template names {${name}}, which does not exist.`);
    const said = value === null ? '' : tidy(String(value));
    return said === '' ? (otherwise ?? '') : said;
  });
}

/** One line of printable text, at most 200 characters. */
export function tidy(text: string): string {
  const line = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
  return Array.from(line).slice(0, 200).join('');
}

/** The same message for the same lead and attempt, so that a repeat can be recognised by whoever receives it. */
export function messageIdOf(leadId: string, attempt: number, domain: string, kind: 'lead' | 'rep'): string {
  return `<${leadId}.${attempt}${kind === 'rep' ? '.rep' : ''}@${domain}>`;
}

interface Named {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
}

/** Full name of a person as far as it is known. */
export function fullNameOf({ firstName, lastName, name }: Named): string | null {
  const parts = [firstName, lastName].filter((part): part is string => part !== null && tidy(part) !== '');
  return parts.length > 0 ? parts.join(' ') : name;
}
