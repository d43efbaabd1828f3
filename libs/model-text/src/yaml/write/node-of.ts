import { type Document, isMap, isPair, isScalar, isSeq, type Node, Scalar } from 'yaml';
import { isRecord } from '@amplication/foundation';
import { Short } from './short';

/** The longest that a mapping or list on one line gets. */
const LINE = 100;

/** Where a part of the text form stands: the whole, one of its parts by name, or within such a part. */
export type Level = 'document' | 'part' | 'inside';

/** Parts of the whole that have an entry on each line. */
const ONE_PER_LINE = new Set([
  'roles',
  'enums',
  'fields',
  'relations',
  'uniques',
  'indexes',
  'checks',
  'access',
]);

/** A part of the text form as a node of YAML: short where it may be, on one line where it fits. */
export function nodeOf(document: Document, value: unknown, level: Level, key = ''): Node {
  const node = document.createNode(shortened(value), { aliasDuplicateObjects: false });
  lay(node, level, key, 0);
  return node;
}

function shortened(value: unknown): unknown {
  if (value instanceof Short) return value.short === null ? nothing() : shortened(value.short);
  if (Array.isArray(value)) return value.map(shortened);
  if (value instanceof Map) return new Map([...value].map(([key, inner]) => [key, shortened(inner)]));
  // A literal of JSON may have any names: a Map keeps them in their order.
  if (isRecord(value)) return new Map(Object.entries(value).map(([key, inner]) => [key, shortened(inner)]));
  return value;
}

/** No value, which is written as nothing at all. */
function nothing(): Scalar {
  const scalar = new Scalar(null);
  scalar.source = '';
  return scalar;
}

/** Chooses for each collection whether it stands on one line. Returns how long it would be there. */
function lay(node: unknown, level: Level, key: string, indent: number): number {
  if (isScalar(node)) return layScalar(node);
  if (!isMap(node) && !isSeq(node)) return 0;
  const below: Level = level === 'document' ? 'part' : 'inside';
  const lengths = node.items.map((item: unknown) =>
    isPair(item)
      ? layScalar(item.key) + lay(item.value, below, String(item.key), indent + 2) + 4
      : lay(item, below, '', indent + 2) + 2,
  );
  const length = lengths.reduce((sum, one) => sum + one, key.length + 4);
  const isBlock = level === 'document' || (level === 'part' && ONE_PER_LINE.has(key));
  node.flow = node.items.length === 0 || (!isBlock && length + indent <= LINE);
  return node.flow ? length : Infinity;
}

function layScalar(node: unknown): number {
  if (!isScalar(node)) return 0;
  const { value } = node;
  if (typeof value !== 'string') return String(value).length;
  if (!value.includes('\n')) return value.length + 2;
  // Several lines are a block where nothing in them needs to be escaped.
  node.type = isPlainBlock(value) ? Scalar.BLOCK_LITERAL : Scalar.QUOTE_DOUBLE;
  return Infinity;
}

const isPlainBlock = (text: string) => /^[^\s][\n\x20-\x7e\u00a0-\u2027\u2030-\ud7ff]*$/.test(text);
