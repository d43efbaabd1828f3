import { DrizzleQueryError } from 'drizzle-orm';

/** What PostgreSQL says of an error besides its message and its detail, which repeat values. */
const FACTS = ['schema', 'table', 'column', 'constraint', 'dataType', 'position', 'routine'] as const;

/** PostgreSQL says in any language which parameter it could not read: unnamed portal parameter $2 = ... */
const PARAMETER = /^[^"«»„“”「\n]*\$(\d+)/m;

/** A statement that failed, as it may stand in a log: whatever was in its values stays out. */
export class QueryFailure extends Error {
  constructor(
    message: string,
    /** https://www.postgresql.org/docs/current/errcodes-appendix.html; none where PostgreSQL did not answer. */
    readonly sqlState?: string,
    /** The value that PostgreSQL could not read as one of the type that it has to be. Not part of what is logged. */
    refusedValue?: { value: unknown },
    /** Whether PostgreSQL was not reached, or has not answered: nobody knows what became of the statement. */
    readonly isUnanswered = false,
  ) {
    super(message);
    this.name = 'QueryFailure';
    Object.defineProperty(this, 'refusedValue', { value: refusedValue, enumerable: false });
  }

  /** No connection was to be had. */
  static withoutConnection(error: unknown): QueryFailure {
    const failure = new QueryFailure(
      `No connection: ${nameOf(causesOf(error).at(-1))}`,
      undefined,
      undefined,
      true,
    );
    failure.stack = `${failure.name}: ${failure.message}`;
    return failure;
  }

  declare readonly refusedValue?: { value: unknown };
}

/** What of an error may be logged, where it is one of the database or was caused by one. */
export function queryFailureOf(error: unknown): QueryFailure | undefined {
  const chain = causesOf(error);
  const known = chain.find((one) => one instanceof QueryFailure);
  if (known) return known;
  const query = chain.find((one) => one instanceof DrizzleQueryError);
  const refusal = chain.find(isPostgresError);
  if (!query && !refusal) return undefined;
  const reason = refusal ? wordsOf(refusal) : chain.at(-1) === query ? 'no reason' : nameOf(chain.at(-1));
  const failure = new QueryFailure(
    [`A statement failed: ${reason}`, ...(query ? [query.query] : [])].join('\n'),
    refusal?.code,
    query && refusal && unreadable(query, refusal),
    !refusal && chain.some(isUnanswered),
  );
  failure.stack = `${failure.name}: ${failure.message}${framesOf(chain[0] ?? failure)}`;
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

/** What the driver says when it could not ask, or got no answer; it has no codes for that. */
const NO_ANSWER =
  /^(?:Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client (?:has|was) |Cannot use a pool after)/;

/** The connection failed: by the operating system, or by what the driver says. */
const isUnanswered = (error: Error): boolean =>
  'syscall' in error || isOfSockets(error) || NO_ANSWER.test(error.message);

/** Several addresses of one host were tried in vain. */
const isOfSockets = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && /^E[A-Z_]{3,}$/.test(error.code);

function wordsOf(error: Error & { code: string }): string {
  const known = new Map<string, unknown>(Object.entries(error));
  const facts = FACTS.filter((name) => known.get(name) !== undefined);
  return [`SQLSTATE ${error.code}`, ...facts.map((name) => `${name} ${String(known.get(name))}`)].join(', ');
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
