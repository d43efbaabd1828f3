import { ModelSyntaxError } from '../errors';
import { Lines } from '../lines';
import { further } from '../model-path';

/** How deep values may lie within each other; a model needs less than 20. */
const DEEPEST = 100;

interface Level {
  isList: boolean;
  /** Path of the list or object; only built when somebody asks for places. */
  path: string;
  keys: Set<string>;
  count: number;
}

/**
 * Reads a text as JSON by its rules alone, and tells where each value stands. JSON.parse makes the values; it does not
 * say what it had expected, takes the last of two equal keys, and knows no places.
 * @throws ModelSyntaxError with what was expected
 */
export function scanJson(text: string, visit?: (path: string, offset: number) => void): void {
  new JsonScan(text, visit).run();
}

class JsonScan {
  private at = 0;
  private readonly levels: Level[] = [];

  constructor(
    private readonly text: string,
    private readonly visit?: (path: string, offset: number) => void,
  ) {}

  run(): void {
    this.value('');
    for (let level = this.levels.at(-1); level; level = this.levels.at(-1)) this.entry(level);
    this.blanks();
    if (this.at < this.text.length) this.fail('the end, since the model is complete');
  }

  /** The next entry of a list or object, or its end. */
  private entry(level: Level): void {
    const end = level.isList ? ']' : '}';
    this.blanks();
    if (this.text[this.at] === end) {
      this.at += 1;
      this.levels.pop();
      return;
    }
    if (level.count > 0) {
      if (this.text[this.at] !== ',') this.fail(`a comma or \`${end}\``);
      this.at += 1;
      this.blanks();
    }
    const step = level.isList ? level.count : this.key(level, end);
    level.count += 1;
    this.value(this.visit ? further(level.path, step) : '');
  }

  private key(level: Level, end: string): string {
    const start = this.at;
    if (this.text[start] !== '"')
      this.fail(level.count > 0 ? 'a name in double quotes' : `a name in double quotes or \`${end}\``);
    this.string();
    const key: string = JSON.parse(this.text.slice(start, this.at));
    if (level.keys.has(key)) {
      this.at = start;
      this.fail('each name once', `\`${key.slice(0, 60)}\` for the second time`);
    }
    level.keys.add(key);
    this.blanks();
    if (this.text[this.at] !== ':') this.fail('a colon');
    this.at += 1;
    return key;
  }

  private value(path: string): void {
    this.blanks();
    this.visit?.(path, this.at);
    const first = this.text[this.at];
    if (first === '"') return this.string();
    if (first === '{' || first === '[') {
      if (this.levels.length >= DEEPEST) this.fail(`values at most ${DEEPEST} deep within each other`);
      this.levels.push({ isList: first === '[', path, keys: new Set(), count: 0 });
      this.at += 1;
      return;
    }
    WORD.lastIndex = this.at;
    if (!WORD.test(this.text)) this.fail('a value');
    const { lastIndex } = WORD;
    if (/^[-\d]/.test(first ?? '') && !Number.isFinite(Number(this.text.slice(this.at, lastIndex))))
      this.fail('a number that is not that large');
    this.at = lastIndex;
  }

  private string(): void {
    const start = this.at;
    for (this.at += 1; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === QUOTE) break;
      if (Number.isNaN(code)) this.fail('the quote that ends the text', undefined, start);
      if (code < 0x20) this.fail('no line breaks, tabs and the like within a text, but \\n and \\t');
      if (code !== BACKSLASH) continue;
      ESCAPE.lastIndex = this.at;
      if (!ESCAPE.test(this.text)) this.fail('\\", \\\\, \\n or the like behind a backslash');
      this.at = ESCAPE.lastIndex - 1;
    }
    this.at += 1;
  }

  private blanks(): void {
    for (; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
    }
  }

  private fail(expected: string, found = this.found(), offset = this.at): never {
    throw new ModelSyntaxError(
      new Lines(this.text).placeOf(offset),
      `Expected ${expected}, and found ${found}.`,
    );
  }

  private found(): string {
    const code = this.text.codePointAt(this.at);
    return code === undefined ? 'the end of the text' : `\`${String.fromCodePoint(code)}\``;
  }
}

const WORD = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
