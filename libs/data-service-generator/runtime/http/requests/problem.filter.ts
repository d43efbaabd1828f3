import {
  type ArgumentsHost,
  Catch,
  type ExceptionFilter,
  HttpException,
  Logger,
  NotFoundException,
} from '@nestjs/common';
import { type Request, type Response } from 'express';
import { requestContext } from '../../context/request-context.js';
import { queryFailureOf } from '../../database/query-failure.js';
import { databaseProblem } from './database-problem.js';
import { bodyOf, Problem, type ProblemCode, PROBLEMS } from '../problem.js';
import { isRouted, unmatched } from './unmatched.js';

/** Answers every error as a problem, and logs those that are not the caller's. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const response = http.getResponse<Response>();
    const problem = problemOf(error, http.getRequest<Request>());
    if (problem.getStatus() >= 500 && !isGivenUp(error)) this.logger.error(problem.cause ?? problem);
    if (response.headersSent) response.destroy();
    else sendProblem(response, problem);
  }
}

/** Nobody waits for the answer: work for it was not begun, and that is no fault. Its line in the log says so. */
const isGivenUp = (error: unknown): boolean => {
  const signal = requestContext.getStore()?.signal;
  return signal?.aborted === true && signal.reason === error;
};

/** Writes a problem as the answer. */
export function sendProblem(response: Response, problem: Problem): void {
  // What was said of an answer that does not come any more.
  for (const header of ['ETag', 'Location', 'Content-Disposition']) response.removeHeader(header);
  const requestId = String(response.getHeader('X-Request-Id') ?? '');
  const body = { ...bodyOf(problem, requestId), status: problem.getStatus() };
  response
    .status(body.status)
    .set(problem.headers)
    .type('application/problem+json')
    .send(JSON.stringify(body));
}

/** What an error is to the caller. */
export function problemOf(error: unknown, request: Request): Problem {
  if (error instanceof Problem) return error;
  const failure = queryFailureOf(error);
  if (failure) return databaseProblem(failure, request);
  if (error instanceof NotFoundException && !isRouted(request.app, request))
    return unmatched(request.app, request);
  if (error instanceof HttpException) return new OtherProblem(error);
  return new Problem('INTERNAL', undefined, { cause: error });
}

/** An exception of Nest, which may have a status that none of the problems has. Its message is for the caller. */
class OtherProblem extends Problem {
  constructor(private readonly exception: HttpException) {
    const status = exception.getStatus();
    super(codeOf(status), status < 500 ? exception.message : undefined, { cause: exception });
  }

  override getStatus(): number {
    return this.exception.getStatus();
  }
}

const GENERAL: readonly ProblemCode[] = [
  'BAD_REQUEST',
  'NOT_SIGNED_IN',
  'FORBIDDEN',
  'NOT_FOUND',
  'METHOD_NOT_ALLOWED',
  'NOT_ACCEPTABLE',
  'CLASH',
  'CHANGED_MEANWHILE',
  'TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'TOO_MANY_REQUESTS',
  'UNAVAILABLE',
  'TIMEOUT',
];

const codeOf = (status: number): ProblemCode =>
  GENERAL.find((code) => PROBLEMS[code].status === status) ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL');
