import anyAscii from 'any-ascii';

/** The text in Latin letters without accents (ASCII), from any script: `Яндекс` → `Yandeks`, `Müller` → `Muller`. */
export function latin(text: string): string {
  return anyAscii(text);
}
