import { HttpException } from '@nestjs/common';

/** Everything that can go wrong with a request. The codes are for programs and stay as they are; the titles are for people. */
export const PROBLEMS = {
  BAD_REQUEST: { status: 400, title: 'The request is not valid.' },
  VALUE_MISSING: { status: 400, title: 'A value that is needed is missing.' },
  VALUE_REFUSED: { status: 400, title: 'A value breaks a rule of the data.' },
  VALUE_UNFIT: { status: 400, title: 'A value does not fit where it belongs.' },
  NOT_SIGNED_IN: { status: 401, title: 'The request needs a valid bearer token.' },
  FORBIDDEN: { status: 403, title: 'The caller may not do this.' },
  NOT_FOUND: { status: 404, title: 'There is nothing at this address.' },
  METHOD_NOT_ALLOWED: { status: 405, title: 'The address does not take this method.' },
  NOT_ACCEPTABLE: { status: 406, title: 'There is no answer in a format that the request accepts.' },
  NOT_UNIQUE: { status: 409, title: 'Another row has the same value where each row needs one of its own.' },
  REFERENCE_BROKEN: {
    status: 409,
    title: 'A row that is referred to is not there, or other rows still refer to this one.',
  },
  CLASH: { status: 409, title: 'The values clash with those of another row.' },
  CHANGED_MEANWHILE: { status: 412, title: 'The row has changed since it was read.' },
  TOO_LARGE: { status: 413, title: 'The body is too large.' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The body is in a format that the address does not take.' },
  KEY_REUSED: { status: 422, title: 'The idempotency key was used for another request.' },
  TOO_MANY_REQUESTS: { status: 429, title: 'There were too many requests. Try again later.' },
  INTERNAL: { status: 500, title: 'Something went wrong in the service.' },
  UNAVAILABLE: { status: 503, title: 'The service cannot answer at the moment. Try again later.' },
  TIMEOUT: { status: 504, title: 'The answer took too long.' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof PROBLEMS;

/** What is wrong with one field, by its name in the API. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What `application/problem+json` holds: https://www.rfc-editor.org/rfc/rfc9457 */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
  readonly requestId: string;
}

export interface ProblemDetails {
  readonly errors?: readonly FieldError[];
  /** Why, for the log; the caller does not see it. */
  readonly cause?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Ends a request with a problem that the caller can read. */
export class Problem extends HttpException {
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;

  /** @param detail a sentence about this case; it must hold nothing that the caller may not know */
  constructor(
    readonly code: ProblemCode,
    readonly detail?: string,
    { errors = [], cause, headers = {} }: ProblemDetails = {},
  ) {
    super(detail ?? PROBLEMS[code].title, PROBLEMS[code].status, { cause });
    this.name = 'Problem';
    this.errors = errors;
    this.headers = headers;
  }
}

/** A problem as it is answered. */
export function bodyOf({ code, detail, errors }: Problem, requestId: string): ProblemBody {
  const { status, title } = PROBLEMS[code];
  return {
    type: `urn:problem-type:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(errors.length === 0 ? {} : { errors }),
    requestId,
  };
}
