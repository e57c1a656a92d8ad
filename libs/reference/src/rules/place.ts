import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
} from 'yaml';

/** Where something stands in a file: `file:line:column`, counted from 1. */
export type Place = string;

type Path = readonly PropertyKey[];

/** A YAML file that knows where its values stand. */
export interface YamlFile {
  readonly value: unknown;
  /** What YAML itself finds wrong. */
  readonly faults: readonly { readonly at: Place; readonly message: string }[];
  /** Place of the value at a path, or of what holds it where there is none; of a text, that of the character at `offset`. */
  readonly placeOf: (path: Path, offset?: number) => Place;
  /** Place of the key at the end of a path. */
  readonly placeOfKey: (path: Path) => Place;
}

/** Reads a YAML text; `file` is its name for people. */
export function yamlFile(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  const { value, fault } = valueOf(document);
  const faults = document.errors.map(({ pos, message }) => ({ at: placeAt(pos[0]), message }));
  return {
    value,
    faults: fault === null ? faults : [{ at: placeAt(0), message: fault }],
    placeOf(path, offset) {
      const node = nodeAt(document, path);
      const start = startOf(node);
      return placeAt(isScalar(node) && offset !== undefined ? within(text, start, node, offset) : start);
    },
    placeOfKey(path) {
      const parent = nodeAt(document, path.slice(0, -1));
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && key.value === path.at(-1))
        : null;
      return placeAt(startOf(isScalar(pair?.key) ? pair.key : parent));
    },
  };
}

/** Aliases can make a few lines of text into more than memory holds: the library counts, and throws. */
function valueOf(document: Document): { readonly value: unknown; readonly fault: string | null } {
  if (document.errors.length > 0) return { value: null, fault: null };
  try {
    return { value: document.toJS(), fault: null };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    return { value: null, fault: `its aliases cannot be followed: ${error.message}` };
  }
}

const startOf = (node: Node | null): number => node?.range?.[0] ?? 0;

/** The value at the path, else the nearest one that holds it. */
function nodeAt(document: Document, path: Path): Node | null {
  for (let length = path.length; length > 0; length -= 1) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node)) return node;
  }
  return isNode(document.contents) ? document.contents : null;
}

/** Where a character of a text stands in its file: exact on one line and in a block (`|`), else where the text begins. */
function within(file: string, start: number, { type, value }: Scalar, offset: number): number {
  const text = String(value);
  if (type === 'BLOCK_LITERAL') return withinBlock(file, start, text.slice(0, offset));
  const opened = type === 'PLAIN' ? start : start + 1;
  return file.startsWith(text, opened) ? opened + offset : start;
}

function withinBlock(file: string, start: number, before: string): number {
  const lines = before.split('\n');
  const first = file.slice(file.indexOf('\n', start) + 1);
  const indent = first.length - first.trimStart().length;
  const line = lines.reduce((at) => file.indexOf('\n', at) + 1, start);
  return line + indent + (lines.at(-1)?.length ?? 0);
}
