import pg from 'pg';

type Query = (...args: unknown[]) => unknown;

/**
 * Makes chosen queries of this process fail in PostgreSQL itself, with an error that quotes all of their values. To be
 * made before the first connection.
 */
export class QueryFaults {
  /** Shapes of the queries with values that ran while `isRecording`. */
  readonly seen = new Set<string>();
  /** Shapes of the queries that were made to fail. */
  readonly failed = new Set<string>();
  isRecording = false;
  /** Shapes of all queries with values, each time that one ran. */
  private readonly all: string[] = [];
  private next: string | null = null;
  private readonly original: Query = pg.Client.prototype.query;

  constructor() {
    const { original, choose } = this;
    Object.assign(pg.Client.prototype, {
      query(this: pg.Client, ...args: unknown[]) {
        return original.apply(this, choose(args));
      },
    });
  }

  /** The next query of this shape fails, once. */
  failNext(text: string | null): void {
    this.next = text;
  }

  /** How many queries that hold this text ran until now. */
  timesOf(part: string): number {
    return this.all.filter((text) => text.includes(part)).length;
  }

  restore(): void {
    Object.assign(pg.Client.prototype, { query: this.original });
  }

  private readonly choose = (args: unknown[]): unknown[] => {
    const { text, values } = partsOf(args);
    if (values.length === 0) return args;
    this.all.push(text);
    if (this.isRecording) this.seen.add(text);
    if (text !== this.next) return args;
    this.next = null;
    this.failed.add(text);
    const callback = args.filter((arg) => typeof arg === 'function');
    return ['select cast($1::text as integer) as refused', [JSON.stringify(values)], ...callback];
  };
}

function partsOf([query, second]: unknown[]): { text: string; values: unknown[] } {
  const config = typeof query === 'object' && query !== null ? query : { text: query };
  const text = 'text' in config && typeof config.text === 'string' ? shapeOf(config.text) : '';
  const values = Array.isArray(second) ? second : 'values' in config ? config.values : [];
  return { text, values: Array.isArray(values) ? values : [] };
}

/** The text without what depends on how many rows are written or asked for at once: that is a matter of timing. */
function shapeOf(text: string): string {
  return text
    .replace(/\$\d+/g, '$n')
    .replace(/(\([^()]*\$n[^()]*\))(?:, ?\1)+/g, '$1')
    .replace(/\(\$n(?:, ?\$n)+\)/g, '($n)');
}
