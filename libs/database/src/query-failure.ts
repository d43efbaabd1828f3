import { DrizzleQueryError } from 'drizzle-orm/errors';
import { isNativeError } from 'node:util/types';
import pg from 'pg';
import { SecondConnection } from './one-connection';
import { isSocketCode, isTransientText } from './transient-error';

/** What may be known of a query that failed: names of our own schema and PostgreSQL's codes, and never a value. */
export interface QueryFacts {
  /** SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), or the code of a socket. */
  code?: string;
  severity?: string;
  /** With its schema: `server.account`. */
  table?: string;
  column?: string;
  constraint?: string;
  /** The type of PostgreSQL that a value did not fit. */
  dataType?: string;
  /** The function of PostgreSQL that refused. */
  routine?: string;
  /** Kind of the statement and its first table: `insert into server.account`. */
  statement?: string;
}

/**
 * A query that failed. It is the only error of a query that leaves this lib, for Drizzle and for `pg`: what those throw
 * holds the values of the query (in message, parameters, detail, where, hint), and is dropped here, so that no log, no
 * answer and no stored error can show one. That is why it has no `cause`.
 */
export class QueryFailure extends Error implements QueryFacts {
  override readonly name = 'QueryFailure';
  declare readonly code?: string;
  declare readonly severity?: string;
  declare readonly table?: string;
  declare readonly column?: string;
  declare readonly constraint?: string;
  declare readonly dataType?: string;
  declare readonly routine?: string;
  declare readonly statement?: string;

  constructor(message: string, facts: QueryFacts) {
    super(message);
    Object.assign(this, facts);
  }
}

/** Turns whatever a query threw into facts. What is not known to be free of values is replaced by a fixed sentence. */
export function queryFailure(error: unknown, text?: string): QueryFailure | SecondConnection {
  const statement = text === undefined ? undefined : statementOf(text);
  if (error instanceof DrizzleQueryError) return queryFailure(error.cause, text ?? error.query);
  if (error instanceof QueryFailure)
    return error.statement || !statement ? error : new QueryFailure(error.message, { ...error, statement });
  if (error instanceof SecondConnection) return error;
  if (error instanceof pg.DatabaseError) return refusal(error, statement);
  const code = isNativeError(error) && 'code' in error && isSocketCode(error.code) ? error.code : undefined;
  // Messages of sockets hold an address; those of the pool are its own words.
  const isPlain = isNativeError(error) && (code !== undefined || isTransientText(error.message));
  return new QueryFailure(
    isPlain ? error.message || `${code}` : 'A query could not be sent, or its answer not be read',
    given({ code, statement }),
  );
}

/** Whether a query failed because of this unique index or constraint; because of any if none is named. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  if (!(error instanceof QueryFailure) || error.code !== UNIQUE_VIOLATION) return false;
  return constraint === undefined || error.constraint === constraint;
}

const UNIQUE_VIOLATION = '23505';

function refusal(error: pg.DatabaseError, statement: string | undefined): QueryFailure {
  const { code, severity, routine } = error;
  const [schema, name, column, constraint] = [error.schema, error.table, error.column, error.constraint].map(
    identifier,
  );
  const dataType = typeName(error.dataType);
  const table = name && schema ? `${schema}.${name}` : name;
  const where = [constraint && `by ${constraint}`, table && `of ${table}`].filter(Boolean).join(' ');
  return new QueryFailure(
    `PostgreSQL refused a query with ${code ?? 'no code'}${where ? ` (${where})` : ''}`,
    given({ code, severity, table, column, constraint, dataType, routine, statement }),
  );
}

/** What is written like a name of ours: `raise` in a trigger can put anything there. */
const identifier = (text: string | undefined) =>
  text && /^[A-Za-z_][\w$]{0,62}$/.test(text) ? text : undefined;
const typeName = (text: string | undefined) =>
  text && /^[a-z_][a-z0-9_ ]{0,62}(?:\([\d,]+\))?$/.test(text) ? text : undefined;

/** Only identifiers are taken of the text, never what stands in quotes of a literal. */
function statementOf(text: string): string | undefined {
  const [verb] = /^\w+/.exec(text.trim()) ?? [];
  if (!verb) return undefined;
  const [, word, table] = /\b(from|into|update)\s+("?[a-z_]+"?(?:\."?[a-z_]+"?)?)/i.exec(text) ?? [];
  if (!word || !table) return verb;
  const name = table.replaceAll('"', '');
  return word.toLowerCase() === verb.toLowerCase() ? `${verb} ${name}` : `${verb} ${word} ${name}`;
}

function given(facts: { [Fact in keyof QueryFacts]?: string | undefined }): QueryFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}
