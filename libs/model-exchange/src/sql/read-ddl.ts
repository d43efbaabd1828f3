import type { DatabaseSchema } from '@amplication/postgres-schema';
import {
  type Loss,
  MODEL_TEXT_BYTES,
  ModelSyntaxError,
  ModelTooLargeError,
  type Place,
} from '@amplication/model-text';
import { DatabaseDraft } from './draft/database-draft';
import { StatementText } from './draft/statement-text';
import { parseStatements, type Parsed, ParserGaveUp } from './parser/parse-statements';
import { syntaxError } from './parser/syntax-error';
import { applyStatement } from './statements/apply-statement';
import { loseLeftOvers } from './statements/left-overs';
import { statementsOfBlock } from '../sql-text/blocks';
import { placesOf } from '../sql-text/places';
import { type PsqlCommand, type Statement, statementsOf } from '../sql-text/statements';

/** More statements are no schema of one service, and would only cost time. */
const MOST_STATEMENTS = 100_000;

/** What a text of SQL makes, and where its parts stand. */
export interface ReadDdl {
  schema: DatabaseSchema;
  losses: Loss[];
  /** Where a table (`schema.name`), or a column, constraint or index of it, is declared. */
  placeOf: (table: string, part?: string) => Place;
}

/**
 * Reads SQL of PostgreSQL as the schema that it makes in an empty database: what `pg_dump --schema-only` writes, or a
 * folder of migrations pasted together. Nothing is run.
 * @throws ModelTextError when it is no such text
 */
export async function readDdl(text: string): Promise<ReadDdl> {
  const source = storable(text);
  const placeOf = placesOf(source);
  const draft = new DatabaseDraft();
  const data = new DataStatements();
  const statements: Statement[] = [];
  const onCommand = (command: PsqlCommand) => loseCommand(draft, command, placeOf(command.start));
  for (const statement of statementsOf(source, onCommand)) {
    for (const one of statementsOfBlock(statement) ?? [statement]) if (!data.take(one)) statements.push(one);
    if (statements.length > MOST_STATEMENTS)
      throw new ModelTooLargeError(`at most ${MOST_STATEMENTS} statements`, 'more');
  }
  const parsed = await parse(statements);
  parsed.forEach((result, position) => {
    const statement = statements[position];
    if (!statement) return;
    if (result.node === undefined) throw syntaxError(source, placeOf, statement, result);
    if (result.node) applyStatement({ draft, at: new StatementText(statement, placeOf) }, result.node);
  });
  data.lose(draft, placeOf);
  const schema = loseLeftOvers(draft);
  return { schema, losses: lossesOf(draft), placeOf: declared(draft) };
}

/** A text that PostgreSQL could get; a mark of the order of bytes at its beginning is no part of it. */
function storable(text: string): string {
  const bytes = Buffer.byteLength(text);
  if (bytes > MODEL_TEXT_BYTES)
    throw new ModelTooLargeError(`at most ${MODEL_TEXT_BYTES} bytes`, String(bytes));
  const bad = /[\0\p{Surrogate}]/u.exec(text);
  if (bad)
    throw new ModelSyntaxError(
      placesOf(text)(bad.index),
      'expected text, and found a character that no text of PostgreSQL may hold.',
    );
  return text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text;
}

async function parse(statements: readonly Statement[]): Promise<Parsed[]> {
  try {
    return await parseStatements(statements.map(({ text }) => text));
  } catch (error) {
    if (!(error instanceof ParserGaveUp)) throw error;
    const why = error.why === 'time' ? 'it takes too long' : 'it is too deep or too large';
    throw new ModelSyntaxError(
      null,
      `Expected SQL that PostgreSQL's parser can read, and it gives up: ${why}.`,
      {
        cause: error,
      },
    );
  }
}

/** Lines of psql that say nothing about the schema. */
const HARMLESS =
  /^\\(?:restrict|unrestrict|connect|c|set|unset|echo|qecho|warn|pset|timing|encoding|q|quit|o|x|t|a|prompt|cd|d\S*|l|p|\?|\.)(?:\s|$)/;

function loseCommand(draft: DatabaseDraft, { text }: PsqlCommand, place: Place): void {
  if (HARMLESS.test(text) || text.trim() === '\\') return;
  draft.lose(
    place,
    null,
    text.slice(0, 40),
    'A command of psql is not run: whatever it brings is not known.',
  );
}

/** Statements about rows, which are counted and not read. */
class DataStatements {
  private readonly found = new Map<string, { start: number; count: number }>();

  take({ words, start, text }: Statement): boolean {
    const [verb = ''] = words;
    if (!['INSERT', 'COPY', 'UPDATE', 'DELETE', 'TRUNCATE'].includes(verb)) return false;
    const rest = text.slice(verb.length, 400).replace(/^\s+(?:INTO|FROM|ONLY|TABLE)\s+/i, '');
    const subject = /^\s*[\w."]+/.exec(rest)?.[0].trim() ?? verb;
    const known = this.found.get(subject);
    if (known) known.count += 1;
    else this.found.set(subject, { start, count: 1 });
    return true;
  }

  lose(draft: DatabaseDraft, placeOf: (offset: number) => Place): void {
    for (const [subject, { start, count }] of this.found) {
      const what = count === 1 ? 'A statement about rows is' : `${count} statements about rows are`;
      draft.lose(placeOf(start), null, subject, `${what} not kept: a model holds no rows.`);
    }
  }
}

const START: Place = { line: 1, column: 1 };

const declared = (draft: DatabaseDraft) => (table: string, part?: string) =>
  draft.placeOf(table, part ?? null) ?? draft.placeOf(table, null) ?? START;

const lossesOf = (draft: DatabaseDraft): Loss[] =>
  draft
    .allLosses()
    .map(({ place, table, subject, reason }) => ({ ...place, entity: table, subject, reason }));
