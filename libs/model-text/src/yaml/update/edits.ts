import { Document, isMap, isNode, isScalar, isSeq, type Node, type Pair, YAMLMap } from 'yaml';
import { type Level, nodeOf } from '../write/node-of';
import { AS_TEXT } from '../write/write-yaml';

/** A change that cannot be made in place: the part around it is written anew instead. */
export class NotInPlace extends Error {}

/** Collects changes of a text and makes them; all places are those of the text before. */
export class Edits {
  private readonly edits: { from: number; to: number; text: string }[] = [];

  constructor(readonly source: string) {}

  replace(from: number, to: number, text: string): void {
    this.edits.push({ from, to, text });
  }

  apply(): string {
    const inOrder = this.edits.map((edit, index) => ({ ...edit, index }));
    inOrder.sort((a, b) => a.from - b.from || a.index - b.index);
    let [result, at] = ['', 0];
    for (const { from, to, text } of inOrder) {
      if (from < at) throw new NotInPlace('Two changes of one place.');
      result += this.source.slice(at, from) + text;
      at = to;
    }
    return result + this.source.slice(at);
  }

  lineStart(offset: number): number {
    return this.source.lastIndexOf('\n', offset - 1) + 1;
  }

  /** The end of the line, before its line break. */
  lineEnd(offset: number): number {
    const end = this.source.indexOf('\n', offset);
    return end < 0 ? this.source.length : end;
  }

  /** Where a node ends, without what follows on its last line. */
  endOf(node: unknown): number {
    if (isScalar(node)) return this.trimmed(node.range?.[1] ?? 0);
    if (isMap(node) && !node.flow) {
      const last = node.items.at(-1);
      return last === undefined ? 0 : this.endOfPair(last);
    }
    if (isSeq(node) && !node.flow) return this.endOf(node.items.at(-1));
    return this.trimmed(isNode(node) ? (node.range?.[1] ?? 0) : 0);
  }

  endOfPair({ key, value }: Pair): number {
    const isNothing = value === null || (isScalar(value) && value.range?.[0] === value.range?.[1]);
    if (!isNothing) return this.endOf(value);
    const keyEnd = this.endOf(key);
    const colon = this.source.indexOf(':', keyEnd);
    return colon < 0 ? keyEnd : colon + 1;
  }

  private trimmed(end: number): number {
    return endOfText(this.source, end);
  }
}

/** `key: value` as lines, the first without indentation. */
export function pairText(key: string, value: unknown, indent: number, level: Level): string {
  const document = new Document<Node>(null, { version: '1.2', schema: 'core' });
  const map = new YAMLMap();
  map.add(document.createPair(key, null));
  map.set(key, nodeOf(document, value, level, key));
  document.contents = map;
  return indented(document.toString(AS_TEXT), indent);
}

/** An entry of a list without its dash. */
export function itemText(value: unknown, indent: number): string {
  const document = new Document<Node>(null, { version: '1.2', schema: 'core' });
  document.contents = nodeOf(document, value, 'inside');
  return indented(document.toString(AS_TEXT), indent);
}

/** `key: value` on one line. */
export function inlinePair(key: string, value: unknown): string {
  const text = inline(new Map([[key, value]]));
  return trimmedText(text.slice(2, -1));
}

/** A value on one line. */
export function inline(value: unknown): string {
  const document = new Document<Node>(null, { version: '1.2', schema: 'core' });
  const node = nodeOf(document, value, 'inside');
  if (isMap(node) || isSeq(node)) node.flow = true;
  else if (isScalar(node) && /BLOCK/.test(node.type ?? '')) node.type = 'QUOTE_DOUBLE';
  document.contents = node;
  return trimmedText(document.toString(AS_TEXT));
}

const indented = (text: string, indent: number): string =>
  trimmedText(text).replace(/\n(?!\n|$)/g, `\n${' '.repeat(indent)}`);

/** Without blanks and line breaks at its end; what else counts as a space may be a part of a text. */
const trimmedText = (text: string): string => text.slice(0, endOfText(text, text.length));

function endOfText(text: string, end: number): number {
  let at = end;
  while (at > 0 && ' \t\r\n'.includes(text.charAt(at - 1))) at -= 1;
  return at;
}
