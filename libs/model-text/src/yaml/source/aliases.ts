import { type Alias, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { YamlSource } from './open-yaml';
import type { Problems } from './problems';

/** How many nodes all aliases of a text may stand for together. */
const MOST_COPIED = 100_000;

/** What the aliases of a text stand for. Those that stand for nothing, for themselves or for too much are refused. */
export class Aliases {
  private readonly targets = new Map<Alias, Node>();
  private copied = 0;

  constructor(private readonly problems: Problems) {}

  read(source: YamlSource): void {
    for (const { contents } of source.documents) this.sizeOf(contents, new Map(), source);
  }

  /** What a node is or stands for; null for nothing. */
  resolve(node: unknown): Node | null {
    if (isAlias(node)) return this.resolve(this.targets.get(node) ?? null);
    return isMap(node) || isSeq(node) || isScalar(node) ? node : null;
  }

  /**
   * How many nodes a node is, aliases included, which is known without following any. An anchor is there only after
   * its node, so nothing holds itself.
   */
  private sizeOf(
    node: unknown,
    anchors: Map<string, { node: Node; size: number }>,
    source: YamlSource,
  ): number {
    if (isAlias(node)) return this.sizeOfAlias(node, anchors, source);
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return 0;
    if (node.tag !== undefined)
      this.problems.add(source, node.range?.[0] ?? 0, '', `a tag such as \`${node.tag}\` is not known here`);
    let size = 1;
    if (isMap(node))
      for (const { key, value } of node.items)
        size += this.sizeOf(key, anchors, source) + this.sizeOf(value, anchors, source);
    if (isSeq(node)) for (const item of node.items) size += this.sizeOf(item, anchors, source);
    if (node.anchor !== undefined) anchors.set(node.anchor, { node, size });
    return size;
  }

  private sizeOfAlias(
    alias: Alias,
    anchors: Map<string, { node: Node; size: number }>,
    source: YamlSource,
  ): number {
    const target = anchors.get(alias.source);
    const refuse = (message: string) => this.problems.add(source, alias.range?.[0] ?? 0, '', message);
    if (!target) refuse(`*${alias.source} names nothing that stands before it`);
    else if (this.copied + target.size > MOST_COPIED) refuse('aliases stand for too much');
    else {
      this.copied += target.size;
      this.targets.set(alias, target.node);
      return target.size;
    }
    return 1;
  }
}
