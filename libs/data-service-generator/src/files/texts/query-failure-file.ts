/** `src/database/query-failure.ts`: what a log may hold of a statement that failed. */
export const QUERY_FAILURE = `import { DrizzleQueryError } from 'drizzle-orm';

/** What PostgreSQL says of an error besides its message and its detail, which repeat values. */
const FACTS = ['schema', 'table', 'column', 'constraint', 'dataType', 'position', 'routine'] as const;

/** PostgreSQL says in any language which parameter it could not read: unnamed portal parameter $2 = ... */
const PARAMETER = /^[^"«»„“”「\\n]*\\$(\\d+)/m;

/** A statement that failed, as it may stand in a log: whatever was in its values stays out. */
export class QueryFailure extends Error {
  constructor(
    message: string,
    /** https://www.postgresql.org/docs/current/errcodes-appendix.html; none where PostgreSQL did not answer. */
    readonly sqlState?: string,
    /** The value that PostgreSQL could not read as one of the type that it has to be. Not part of what is logged. */
    refusedValue?: { value: unknown },
  ) {
    super(message);
    this.name = 'QueryFailure';
    Object.defineProperty(this, 'refusedValue', { value: refusedValue, enumerable: false });
  }

  declare readonly refusedValue?: { value: unknown };
}

/** What of an error may be logged, where it is one of the database or was caused by one. */
export function queryFailureOf(error: unknown): QueryFailure | undefined {
  const chain = causesOf(error);
  const query = chain.find((one) => one instanceof DrizzleQueryError);
  const refusal = chain.find(isPostgresError);
  if (!query && !refusal) return undefined;
  const reason = refusal ? wordsOf(refusal) : chain.at(-1) === query ? 'no reason' : nameOf(chain.at(-1));
  const failure = new QueryFailure(
    [\`A statement failed: \${reason}\`, ...(query ? [query.query] : [])].join('\\n'),
    refusal?.code,
    query && refusal && unreadable(query, refusal),
  );
  failure.stack = \`\${failure.name}: \${failure.message}\${framesOf(chain[0])}\`;
  return failure;
}

/** The error, what caused it, and so on. */
function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && !chain.includes(one); one = one.cause) chain.push(one);
  return chain;
}

/** The codes of PostgreSQL have five characters, and none is a code of Node.js, such as EPIPE. */
const isPostgresError = (error: Error): error is Error & { code: string } =>
  'code' in error && typeof error.code === 'string' && /^[0-9FHPX][0-9A-Z]{4}$/.test(error.code);

function wordsOf(error: Error & { code: string }): string {
  const known = new Map<string, unknown>(Object.entries(error));
  const facts = FACTS.filter((name) => known.get(name) !== undefined);
  return [\`SQLSTATE \${error.code}\`, ...facts.map((name) => \`\${name} \${String(known.get(name))}\`)].join(', ');
}

/** An error of the connection, with its code: some have nothing else. */
const nameOf = (error?: Error) =>
  [String(error), ...(error && 'code' in error ? [String(error.code)] : [])].join(', ');

function unreadable({ params }: DrizzleQueryError, refusal: Error): { value: unknown } | undefined {
  const where = 'where' in refusal ? String(refusal.where) : '';
  const index = Number(PARAMETER.exec(where)?.[1] ?? 0) - 1;
  return index in params ? { value: params[index] } : undefined;
}

/** Where it happened. The lines before repeat the message. */
function framesOf({ stack = '', message }: Error): string {
  const end = stack.indexOf(message) + message.length;
  return stack.includes(message) ? stack.slice(end) : '';
}
`;

export const QUERY_FAILURE_TEST = `import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inspect } from 'node:util';
import { DrizzleQueryError } from 'drizzle-orm';
import { queryFailureOf } from './query-failure';

const SECRET = 'a secret\\n    at secret.ts:1:1';

const failed = (more: object) =>
  new DrizzleQueryError('select $1, $2', ['x', SECRET], Object.assign(new Error(SECRET), more));

describe('queryFailureOf', () => {
  it('keeps what helps, and no value', () => {
    const more = { code: '23505', table: 'users', constraint: 'users_key', detail: SECRET, where: SECRET };
    const failure = queryFailureOf(new Error(SECRET, { cause: failed(more) }));
    assert.equal(
      failure?.message,
      'A statement failed: SQLSTATE 23505, table users, constraint users_key\\nselect $1, $2',
    );
    assert.match(inspect(failure), /query-failure\\.test/);
    assert.doesNotMatch(inspect(failure, { showHidden: false }), /secret/);
  });

  it('knows which value was refused', () => {
    const where = \`unnamed portal parameter $2 = '\${SECRET}'\`;
    assert.deepEqual(queryFailureOf(failed({ code: '42601', where }))?.refusedValue, { value: SECRET });
    for (const other of ['SQL statement "insert into log values ($2)"', 'PL/pgSQL function f() line 2', ''])
      assert.equal(queryFailureOf(failed({ code: '42601', where: other }))?.refusedValue, undefined);
  });

  it('says why there was no answer', () => {
    const down = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
    const { message } = queryFailureOf(new DrizzleQueryError('select 1', [SECRET], down)) ?? {};
    assert.equal(message, 'A statement failed: AggregateError, ECONNREFUSED\\nselect 1');
  });

  it('is none for what the database has nothing to do with', () => {
    for (const error of [new Error('x'), 'x', undefined]) assert.equal(queryFailureOf(error), undefined);
  });
});
`;
