import type { ErrorAction } from './error-action';
import { ERROR_CATALOGUE, type ErrorCode } from './error-catalogue';

/** Values that complete the sentence of a code, such as the name of a missing branch. Never a secret. */
export type ErrorParams = Record<string, string | number | boolean | string[]>;

export interface ErrorDetails {
  params?: ErrorParams | undefined;
  cause?: unknown;
}

/**
 * An error with a stable code. `message` is for a person and safe to show; `cause` is for the log. Who must act follows
 * from the code.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  /** In the words of the catalogue, unless `message` gives others. */
  constructor(code: ErrorCode, details?: ErrorDetails);
  constructor(code: ErrorCode, message?: string, details?: ErrorDetails);
  constructor(code: ErrorCode, first?: string | ErrorDetails, second: ErrorDetails = {}) {
    const [message, details] = typeof first === 'object' ? [undefined, first] : [first, second];
    super(message ?? ERROR_CATALOGUE[code].text, { cause: details.cause });
    this.name = 'DomainError';
    this.code = code;
    this.params = details.params ?? {};
  }

  get action(): ErrorAction {
    return ERROR_CATALOGUE[this.code].action;
  }
}
