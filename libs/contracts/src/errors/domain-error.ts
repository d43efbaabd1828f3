import type { ErrorAction } from './error-action';
import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue';

/** Values that complete the sentence of a code, such as the name of a missing branch. Never a secret. */
export type ErrorParams = Record<string, string | number | boolean | string[]>;

/**
 * An error with a stable code. `message` is for a person and safe to show; `cause` is for the log.
 * Who must act follows from the code.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(
    code: ErrorCode,
    message?: string,
    options: { params?: ErrorParams | undefined; cause?: unknown } = {},
  ) {
    super(message ?? ERROR_CATALOGUE[code].text, { cause: options.cause });
    this.name = 'DomainError';
    this.code = code;
    this.params = options.params ?? {};
  }

  get action(): ErrorAction {
    return ERROR_CATALOGUE[this.code].action;
  }
}
