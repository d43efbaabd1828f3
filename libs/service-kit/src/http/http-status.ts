import { ERROR_CATALOGUE, type ErrorAction, type ErrorCode } from '@amplication/contracts';

/** The status of a code that is not listed below: it follows from who must act. */
const BY_ACTION: Record<ErrorAction, number> = { retry: 503, reconnect: 409, resolve: 409, contact: 500 };

const BY_CODE: Partial<Record<ErrorCode, number>> = {
  VALIDATION_FAILED: 400,
  NOT_AUTHENTICATED: 401,
  CREDENTIALS_INVALID: 401,
  FORBIDDEN: 403,
  ORIGIN_REFUSED: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  BILLING_PLAN_REQUIRED: 402,
  OAUTH_STATE_INVALID: 400,
  OAUTH_ACCESS_DENIED: 400,
  OAUTH_CODE_REFUSED: 400,
  CONSUMER_REFUSED: 502,
  BITBUCKET_UNREACHABLE: 502,
  BITBUCKET_SERVER_ERROR: 502,
  BITBUCKET_UNEXPECTED: 502,
  BITBUCKET_RATE_LIMITED: 503,
  BITBUCKET_NOT_FOUND: 404,
  REPOSITORY_NOT_WRITABLE: 403,
  MODEL_INVALID: 422,
  MODEL_VERSION_OLD: 400,
  MODEL_TEXT_INVALID: 400,
  MODEL_TEXT_TOO_LARGE: 413,
  ARTIFACT_MISSING: 404,
};

/** The HTTP status that goes with an error code: the one place where this is decided. */
export function httpStatusOf(code: ErrorCode): number {
  return BY_CODE[code] ?? BY_ACTION[ERROR_CATALOGUE[code].action];
}

const CODE_BY_STATUS: Record<number, ErrorCode> = {
  401: 'NOT_AUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'NOT_FOUND',
  409: 'CONFLICT',
  429: 'TOO_MANY_REQUESTS',
};

/** The code for an error that only says its HTTP status, such as those of Nest and of Express' body parser. */
export function codeOfHttpStatus(status: number): ErrorCode {
  return CODE_BY_STATUS[status] ?? (status < 500 ? 'VALIDATION_FAILED' : 'INTERNAL');
}
