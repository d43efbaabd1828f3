import type { ErrorRequestHandler, RequestHandler } from 'express';
import { ApiError, notFound } from '../http/api-error';

export const unknownResource: RequestHandler = () => {
  throw notFound('Resource not found');
};

function statusOf(error: unknown): number {
  const status: unknown =
    typeof error === 'object' && error !== null && 'status' in error ? error.status : 500;
  return typeof status === 'number' ? status : 500;
}

/** Every error in Bitbucket's envelope. */
export const restErrors: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof ApiError) {
    response.status(error.status).json(error.body());
    return;
  }
  const status = statusOf(error);
  const message =
    status < 500 ? 'Bad request' : error instanceof Error ? error.message : 'Something went wrong';
  response.status(status).json({ type: 'error', error: { message } });
};
