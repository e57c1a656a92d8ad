const LETTERS = /^[A-Za-z]+$/;
const VOWELS = /[aeiouy]/gi;
/** Shorter words without a vowel are abbreviations, or Slavic. */
const VOWELLESS = 7;
/** Random letters with capitals within: so long, with so many capitals after a small letter, and at most so many vowels. */
const MIXED = { length: 10, capitals: 3, vowels: 0.3 } as const;

/**
 * Whether a name is random letters, as bots fill them in: a word of seven letters or more without any vowel (`hjkdfgw`), or a
 * longer one with capitals strewn in and few vowels (`HkjPwqLzXvQ`). Words in other than the 26 Latin letters are never taken
 * for it, nor is what a person might be called: to let a bot pass is cheaper than to keep a person back.
 */
export function isGibberish(name: string): boolean {
  return name.split(/[^\p{L}\p{N}]+/u).some((word) => LETTERS.test(word) && (vowelless(word) || mixed(word)));
}

function vowelless(word: string): boolean {
  return word.length >= VOWELLESS && vowelsIn(word) === 0 && word !== word.toUpperCase();
}

function mixed(word: string): boolean {
  return (
    word.length >= MIXED.length &&
    (word.match(/[a-z][A-Z]/g)?.length ?? 0) >= MIXED.capitals &&
    vowelsIn(word) <= word.length * MIXED.vowels
  );
}

function vowelsIn(word: string): number {
  return word.match(VOWELS)?.length ?? 0;
}
