/** How many links a text holds: `http://`, `https://`, or `www.`. */
export function linksIn(text: string): number {
  return text.match(/https?:\/\/|(?<!\/\/)\bwww\./gi)?.length ?? 0;
}
