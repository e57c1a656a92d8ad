const EXCEPTION =
  /\(?(?<!\p{L})(?:except|excluding|other than|ohne|außer|ausser|sauf|à l['’]exception d|hors|excepto|salvo|eccetto|ad eccezione d|exceto|excepto|uitgezonderd|m\.u\.v\.)(?:es?|u|i|el|ella)?(?!\p{L})[^)]*\)?/giu;

/** A text without what it says that it is not: `Other Services (except Public Administration)`, `Verkauf (ohne Informatik)`. */
export function withoutExceptions(text: string): string {
  return text.replaceAll(EXCEPTION, ' ');
}
