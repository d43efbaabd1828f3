import { badRequest } from '../http/api-error';

/**
 * Bitbucket's query language (`q=`): `=` `!=` `~` `!~` `>` `>=` `<` `<=` `IN` `NOT IN`, `AND`, `OR`, parentheses
 * (https://developer.atlassian.com/cloud/bitbucket/rest/intro/#filtering). Fields are paths into the JSON of an
 * item; in a list, one matching element is enough.
 */
export type Predicate = (item: object) => boolean;

type Value = string | number | boolean | null;
type Token = { kind: 'string' | 'word' | 'sign'; text: string };

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|(!=|!~|>=|<=|[=~<>(),])|([^\s()=!~<>,"]+))/y;

function tokenize(query: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (query.slice(TOKEN.lastIndex).trim() !== '') {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (!match) throw badRequest(`Invalid query: unexpected text at position ${at}`);
    const [, string, sign, word] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replace(/\\(.)/g, '$1') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}

function valuesAt(item: unknown, path: string[]): unknown[] {
  if (Array.isArray(item)) return item.flatMap((element: unknown) => valuesAt(element, path));
  const [key, ...rest] = path;
  if (key === undefined) return [item];
  if (typeof item !== 'object' || item === null) return [null];
  return valuesAt((item as Record<string, unknown>)[key] ?? null, rest);
}

function order(left: unknown, right: Value): number {
  if (typeof left === 'number') return left - Number(right);
  const text = String(left);
  const other = String(right);
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return Date.parse(text) - Date.parse(other);
  return text < other ? -1 : text > other ? 1 : 0;
}

function matches(value: unknown, sign: string, wanted: Value): boolean {
  const same = typeof value === 'number' ? value === Number(wanted) : value === wanted;
  switch (sign) {
    case '=':
      return same;
    case '!=':
      return !same;
    case '~':
      return String(value ?? '')
        .toLowerCase()
        .includes(String(wanted).toLowerCase());
    case '!~':
      return !matches(value, '~', wanted);
    case '>':
      return value != null && order(value, wanted) > 0;
    case '>=':
      return value != null && order(value, wanted) >= 0;
    case '<':
      return value != null && order(value, wanted) < 0;
    default:
      return value != null && order(value, wanted) <= 0;
  }
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: Token[]) {}

  parse(): Predicate {
    const result = this.either();
    if (this.at < this.tokens.length) throw badRequest(`Invalid query: unexpected "${this.peek()?.text}"`);
    return result;
  }

  private peek(): Token | undefined {
    return this.tokens[this.at];
  }

  private isWord(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'word' && token.text.toUpperCase() === text;
  }

  private isSign(text: string): boolean {
    const token = this.peek();
    return token?.kind === 'sign' && token.text === text;
  }

  private expect(text: string): void {
    if (!this.isSign(text)) throw badRequest(`Invalid query: "${text}" expected`);
    this.at += 1;
  }

  private either(): Predicate {
    let left = this.both();
    while (this.isWord('OR')) {
      this.at += 1;
      const [first, second] = [left, this.both()];
      left = (item) => first(item) || second(item);
    }
    return left;
  }

  private both(): Predicate {
    let left = this.one();
    while (this.isWord('AND')) {
      this.at += 1;
      const [first, second] = [left, this.one()];
      left = (item) => first(item) && second(item);
    }
    return left;
  }

  private one(): Predicate {
    if (this.isSign('(')) {
      this.at += 1;
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    const field = this.peek();
    if (field?.kind !== 'word') throw badRequest('Invalid query: a field name is expected');
    this.at += 1;
    return this.comparison(field.text.split('.'));
  }

  private comparison(path: string[]): Predicate {
    const negated = this.isWord('NOT');
    if (negated) this.at += 1;
    if (this.isWord('IN')) {
      this.at += 1;
      const wanted = this.list();
      const isIn: Predicate = (item) =>
        valuesAt(item, path).some((value) => wanted.some((one) => matches(value, '=', one)));
      return negated ? (item) => !isIn(item) : isIn;
    }
    const sign = this.peek();
    if (negated || sign?.kind !== 'sign' || !/^[=!~<>]/.test(sign.text)) {
      throw badRequest('Invalid query: an operator is expected');
    }
    this.at += 1;
    const wanted = this.value();
    const every = sign.text.startsWith('!');
    return (item) => {
      const values = valuesAt(item, path);
      const test = (value: unknown): boolean => matches(value, sign.text, wanted);
      return every ? values.every(test) : values.some(test);
    };
  }

  private list(): Value[] {
    this.expect('(');
    const values = [this.value()];
    while (this.isSign(',')) {
      this.at += 1;
      values.push(this.value());
    }
    this.expect(')');
    return values;
  }

  private value(): Value {
    const token = this.peek();
    this.at += 1;
    if (token?.kind === 'string') return token.text;
    const word = token?.kind === 'word' ? token.text : '';
    if (/^(true|false)$/i.test(word)) return word.toLowerCase() === 'true';
    if (/^null$/i.test(word)) return null;
    if (/^-?\d+(\.\d+)?$/.test(word)) return Number(word);
    if (/^\d{4}-\d{2}-\d{2}/.test(word)) return word;
    throw badRequest('Invalid query: a value is expected');
  }
}

/** Turns `q` into a test; a query that does not parse is a 400. */
export function parseQuery(query: string): Predicate {
  return new Parser(tokenize(query)).parse();
}

/** `sort`: one field, `-` for descending. */
export function comparator(sort: string): (left: object, right: object) => number {
  const descending = sort.startsWith('-');
  const path = sort.replace(/^-/, '').split('.');
  if (!/^-?[a-z_.]+$/.test(sort)) throw badRequest(`Invalid sort field: ${sort}`);
  return (left, right) => {
    const [one, other] = [valuesAt(left, path)[0], valuesAt(right, path)[0]];
    const result =
      one == null || other == null ? Number(one != null) - Number(other != null) : order(one, other as Value);
    return descending ? -result : result;
  };
}

/** Filters by `q` and sorts by `sort` of a request's query. */
export function filterAndSort<T extends object>(items: T[], query: Record<string, unknown>): T[] {
  let result = items;
  if (typeof query.q === 'string' && query.q.trim() !== '') result = result.filter(parseQuery(query.q));
  if (typeof query.sort === 'string' && query.sort !== '') result = [...result].sort(comparator(query.sort));
  return result;
}
