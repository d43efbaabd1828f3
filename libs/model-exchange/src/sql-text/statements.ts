import { Lexer, lineEnd } from './lexer';
import { Nesting } from './nesting';

/** One statement of a text of SQL, without its semicolon. */
export interface Statement {
  /** Where it begins in the text. */
  start: number;
  /** As it is written; lines of psql inside it are blanks. */
  text: string;
  /** Its first words, in upper case. */
  words: string[];
  /** Whether it leaves alone what is there already. */
  isGuarded?: boolean;
}

/** A line for psql and not for PostgreSQL. */
export interface PsqlCommand {
  start: number;
  text: string;
}

const KEPT_WORDS = 6;

/**
 * Splits a text into its statements as psql does: not inside brackets, and not inside the body of a function that is
 * written in SQL. The rows that follow a `COPY … FROM stdin` are left out.
 */
export function* statementsOf(
  source: string,
  onCommand: (command: PsqlCommand) => void = () => undefined,
): Generator<Statement> {
  let lexer = new Lexer(source);
  let found = new Found(source);
  while (lexer.next()) {
    if (lexer.kind === 'command') {
      onCommand({ start: lexer.start, text: lexer.text });
      found.blank(lexer);
      if (!lexer.text.startsWith('\\g')) continue;
    } else if (!lexer.is(';') || found.isOpen) {
      found.add(lexer);
      continue;
    }
    if (!found.isEmpty) yield found.statement();
    if (found.isCopy) lexer = new Lexer(source, endOfRows(source, lexer.end));
    found = new Found(source);
  }
  if (!found.isEmpty) yield found.statement();
}

/** A statement as far as it was read. */
class Found {
  private readonly words: string[] = [];
  private readonly blanks: { start: number; end: number }[] = [];
  private readonly nesting: Nesting;
  private start = -1;
  private end = -1;
  /** How many BEGIN and CASE of a body are open. */
  private bodies = 0;
  private last = '';
  private isRoutine = false;
  isCopy = false;

  constructor(private readonly source: string) {
    this.nesting = new Nesting(source);
  }

  get isEmpty(): boolean {
    return this.start < 0;
  }

  get isOpen(): boolean {
    return this.nesting.depth > 0 || this.bodies > 0;
  }

  add(token: Lexer): void {
    if (this.isEmpty) this.start = token.start;
    this.end = token.end;
    this.nesting.add(token);
    const { word } = token;
    if (word === '') return;
    if (this.words.length < KEPT_WORDS) {
      this.words.push(word);
      this.isRoutine = /^CREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b/.test(this.words.join(' '));
    }
    if (this.words[0] === 'COPY' && word === 'STDIN' && this.last === 'FROM') this.isCopy = true;
    if (this.isRoutine && this.nesting.depth === 0) this.countBody(word);
    this.last = word;
  }

  blank({ start, end }: Lexer): void {
    if (!this.isEmpty) this.blanks.push({ start, end });
  }

  statement(): Statement {
    let text = '';
    let at = this.start;
    for (const { start, end } of this.blanks) {
      if (start >= this.end) break;
      text += this.source.slice(at, start) + ' '.repeat(end - start);
      at = end;
    }
    return { start: this.start, text: text + this.source.slice(at, this.end), words: this.words };
  }

  private countBody(word: string): void {
    if (word === 'BEGIN' || (word === 'CASE' && this.bodies > 0)) this.bodies += 1;
    else if (word === 'END' && this.bodies > 0) this.bodies -= 1;
  }
}

/** Where the rows end that follow a COPY: after the line `\.`, or with the text. */
function endOfRows(source: string, from: number): number {
  for (let mark = source.indexOf('\n\\.', from); mark >= 0; mark = source.indexOf('\n\\.', mark + 1)) {
    const end = lineEnd(source, mark + 1);
    if (source.slice(mark + 3, end).trim() === '') return end;
  }
  return source.length;
}
