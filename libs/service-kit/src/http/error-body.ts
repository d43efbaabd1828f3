import {
  DomainError,
  ERROR_CATALOGUE,
  type ErrorAction,
  type ErrorCode,
  type ErrorParams,
} from '@amplication/contracts';
import { HttpException } from '@nestjs/common';
import { redact } from '../redaction/redact';
import { redactText } from '@amplication/foundation';
import { shortened } from './shortened';
import { codeOfHttpStatus, httpStatusOf } from './http-status';
import { type FieldProblem, InvalidRequest } from './validation';

/** The body of every HTTP error. Clients match on `code`; `message` is for a person. */
export interface ErrorBody {
  code: ErrorCode;
  message: string;
  action: ErrorAction;
  /** Values that complete the sentence, such as a branch's name. */
  params?: ErrorParams;
  /** The bad fields, with VALIDATION_FAILED. */
  fields?: FieldProblem[];
  /** Stands in the log beside everything that this request did. */
  requestId: string;
}

/** Status and body for anything that was thrown. What is not ours to show becomes INTERNAL with its default sentence. */
export function describeError(error: unknown, requestId: string): { status: number; body: ErrorBody } {
  if (error instanceof DomainError) {
    const { code, action, message, params } = error;
    return {
      status: httpStatusOf(code),
      body: {
        code,
        message: redactText(message),
        action,
        // A redacted text is a text and a number stays one, so parameters stay parameters.
        ...(Object.keys(params).length > 0 ? { params: redact(params) as ErrorParams } : {}),
        ...(error instanceof InvalidRequest ? { fields: error.fields } : {}),
        requestId,
      },
    };
  }
  const status = statusOf(error);
  const code = codeOfHttpStatus(status);
  const { action, text } = ERROR_CATALOGUE[code];
  return { status, body: { code, message: publicMessage(error, status) ?? text, action, requestId } };
}

/** Nest's and Express' errors carry their status; anything else is a bug of ours. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error === 'object' && error !== null && 'status' in error && 'expose' in error) {
    return typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : 500;
  }
  return 500;
}

function publicMessage(error: unknown, status: number): string | null {
  if (status >= 500 || !(error instanceof Error)) return null;
  // Nest's own text for an unknown route is `Cannot GET /path`, with the path as the caller wrote it.
  return redactText(shortened(error.message, 200));
}
