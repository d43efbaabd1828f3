import { isMap, isNode, isPair, isScalar, isSeq, type Node } from 'yaml';
import type { Aliases } from './aliases';
import type { YamlSource } from './open-yaml';
import type { Problems } from './problems';

/** What all nodes of a reading know. */
export interface Context {
  source: YamlSource;
  aliases: Aliases;
  problems: Problems;
}

/** A part of a text of YAML, which knows where it stands and what it is called. */
export class TextNode {
  readonly node: Node | null;
  private named: Map<string, TextNode> | null = null;
  private listed: TextNode[] | null = null;

  constructor(
    readonly context: Context,
    node: unknown,
    /** As people are told of it: `Order.fields.total`. */
    readonly subject: string,
    /** Where a problem with it is shown: at its name, if it has one. */
    readonly offset: number,
  ) {
    this.node = context.aliases.resolve(node);
  }

  refuse(message: string): void {
    this.context.problems.add(this.context.source, this.offset, this.subject, message);
  }

  get isMap(): boolean {
    return isMap(this.node);
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  /** Whether nothing stands there, or null. */
  get isEmpty(): boolean {
    return this.node === null || (isScalar(this.node) && this.node.value === null);
  }

  /** The entries of a mapping by name; a name that is there twice is refused, and the first one counts. */
  entries(): Map<string, TextNode> {
    return (this.named ??= this.readEntries());
  }

  /** The entries of a list. */
  items(): TextNode[] {
    return (this.listed ??= this.readItems());
  }

  /** A single value as it is written: `1` and `true` too are names where a name is meant; null for anything else. */
  get written(): string | null {
    return isScalar(this.node) && this.node.value !== null ? sourceOf(this.node) : null;
  }

  /** Whether it is a number, as YAML reads it. */
  get isNumber(): boolean {
    return isScalar(this.node) && typeof this.node.value === 'number';
  }

  /** The value as JSON has it. */
  plain(): unknown {
    if (isMap(this.node))
      return Object.fromEntries([...this.entries()].map(([key, value]) => [key, value.plain()]));
    if (isSeq(this.node)) return this.items().map((item) => item.plain());
    const value = isScalar(this.node) ? this.node.value : null;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      this.refuse('is no number that a model can have');
      return 0;
    }
    return value;
  }

  private readEntries(): Map<string, TextNode> {
    const entries = new Map<string, TextNode>();
    if (!isMap(this.node)) return entries;
    for (const { key, value } of this.node.items) {
      const name = isScalar(key) ? sourceOf(key) : null;
      const offset = offsetOf(key) ?? this.offset;
      const entry = new TextNode(this.context, value, this.inside(name ?? '?'), offset);
      if (name === null) entry.refuse('must have a name that is a text');
      else if (entries.has(name)) entry.refuse('is there twice');
      else entries.set(name, entry);
    }
    return entries;
  }

  private readItems(): TextNode[] {
    if (!isSeq(this.node)) return [];
    return this.node.items.map(
      (item, index) =>
        new TextNode(
          this.context,
          isPair(item) ? null : item,
          `${this.subject}[${index + 1}]`,
          offsetOf(item) ?? this.offset,
        ),
    );
  }

  private inside(name: string): string {
    return this.subject === '' ? name : `${this.subject}.${name}`;
  }
}

const sourceOf = ({ source, value }: { source?: string; value: unknown }): string =>
  typeof value === 'string' ? value : (source ?? String(value));

function offsetOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
