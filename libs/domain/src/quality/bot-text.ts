/** Links in the markup of forums and pages, as programs paste them: `[url=https://…]`, `<a href=…>`. */
const MARKUP = /\[(?:url|link|img)[=\]]|<a\s{1,9}href/i;

/** Whether a text holds links in markup, which people do not write into a form. */
export function holdsMarkup(text: string): boolean {
  return MARKUP.test(text);
}

/** What makes a mail of a field when a program puts it into the head of one. */
const MAIL_HEADER = /\b(?:bcc|mime-version|content-type|content-transfer-encoding)\s{0,9}:/i;

/** Whether a field of one line tries to add headers to a mail (CWE-93). */
export function holdsMailHeader(text: string): boolean {
  return MAIL_HEADER.test(text);
}

const LATIN = /\p{Script=Latin}/u;
const CYRILLIC = /\p{Script=Cyrillic}/u;

/**
 * Whether one word is of Latin and Cyrillic letters (`Вitсоіn`), as those write it who hide words from filters; a text of words in
 * both scripts is none. Unicode Technical Standard 39, 5.1: mixed scripts.
 */
export function mixesScripts(text: string): boolean {
  return (
    CYRILLIC.test(text) &&
    text.split(/[^\p{L}\p{M}]+/u).some((word) => word.length > 3 && LATIN.test(word) && CYRILLIC.test(word))
  );
}
