import { DomainError } from '@amplication/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { Request, Response } from 'express';
import { describeError } from './error-body';

/**
 * Answers every error of an HTTP request with an `ErrorBody`, and logs with its cause what is not the caller's doing.
 */
@Catch()
export class ErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(ErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<Omit<Request, 'id'> & { id?: unknown }>();
    const response = host.switchToHttp().getResponse<Response>();
    const { status, body } = describeError(error, String(request.id ?? ''));
    if (status >= 500) this.logger.error({ err: error, code: body.code }, body.message);
    else if (error instanceof DomainError && error.cause !== undefined) {
      this.logger.warn({ err: error, code: body.code }, body.message);
    }
    if (response.headersSent) {
      // A stream had begun: its only way to signal an error is to end.
      response.end();
      return;
    }
    const retryAfter = retryAfterSeconds(error);
    if (retryAfter !== null) response.setHeader('Retry-After', String(retryAfter));
    response.status(status).json(body);
  }
}

function retryAfterSeconds(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('retryAfterMs' in error)) return null;
  return typeof error.retryAfterMs === 'number' ? Math.ceil(error.retryAfterMs / 1000) : null;
}
