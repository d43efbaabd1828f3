import type { Operation, Specification } from './specification';

export interface PathMatch {
  template: string;
  operations: Map<string, Operation>;
  /** Decoded values of the places in the template. */
  values: Record<string, string>;
}

interface Pattern {
  template: string;
  expression: RegExp;
  places: string[];
  literals: number;
}

/** Places that take several segments, and the root of a tree as an empty one. */
const DEEP = new Set(['path']);

/** Finds the path template of a request: of several that fit, the one with the most fixed segments. */
export class PathMatcher {
  private readonly patterns: Pattern[];

  constructor(private readonly specification: Specification) {
    this.patterns = [...specification.paths.keys()]
      .map(toPattern)
      .sort((a, b) => b.literals - a.literals || a.places.length - b.places.length);
  }

  /** `path` as in the request line, so that `%2F` stays within its segment. */
  match(path: string): PathMatch | null {
    for (const { template, expression, places } of this.patterns) {
      const found = expression.exec(path);
      const operations = this.specification.paths.get(template);
      if (!found || !operations) continue;
      const values = places.map((place, index): [string, string] => [place, decode(found[index + 1] ?? '')]);
      return { template, operations, values: Object.fromEntries(values) };
    }
    return null;
  }
}

function toPattern(template: string): Pattern {
  const places: string[] = [];
  const segments = template.split('/').slice(1);
  const source = segments.map((segment) =>
    segment
      .split(/(\{\w+\})/)
      .map((part) => {
        const place = /^\{(\w+)\}$/.exec(part)?.[1];
        if (place === undefined) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
        places.push(place);
        return DEEP.has(place) ? '(.*)' : '([^/]+)';
      })
      .join(''),
  );
  const literals = segments.filter((segment) => !segment.includes('{')).length;
  return { template, expression: new RegExp(`^/${source.join('/')}$`), places, literals };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
