import { own } from '@amplication/foundation';
import { stepsOf } from '../../model-path';
import type { TextNode } from '../source/text-node';

/** What parts of a model are called in its text. */
const IN_THE_TEXT: Readonly<Record<string, string>> = {
  ...{ entityId: 'to', enumId: 'enum', roleId: 'role', fieldId: 'field' },
};

/** Where each part of a model stands in the text that it was read from, by its path. */
export class Places {
  private readonly nodes = new Map<string, TextNode>();

  set(path: string, node: TextNode): void {
    this.nodes.set(path, node);
  }

  /** The part that a problem of the model is about, or the nearest, and the rest of its name. */
  find(path: string): { node: TextNode | null; missing: string[] } {
    let [known, node] = ['', this.nodes.get('') ?? null];
    for (const [at, found] of this.waysTo(path)) [known, node] = [at, found];
    const missing: string[] = [];
    for (const step of stepsOf(path.slice(known.length))) {
      if (step === 'id' || step === 'name') continue;
      const key = own(IN_THE_TEXT, step) ?? step;
      const next = node?.isList ? node.items()[Number(step)] : node?.entries().get(key);
      if (next) node = next;
      else if (node?.isMap || node?.isEmpty) missing.push(key);
    }
    return { node, missing };
  }

  /** The known places on the way to a path, the nearest last. */
  private waysTo(path: string): [string, TextNode][] {
    const ends = [...path.matchAll(/[.[]|$/g)].map(({ index }) => index);
    return ends.flatMap((end): [string, TextNode][] => {
      const way = path.slice(0, end);
      const node = this.nodes.get(way);
      return node ? [[way, node]] : [];
    });
  }
}
