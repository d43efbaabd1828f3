import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

type Method = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

const loggerOfRequest = new AsyncLocalStorage<Logger>();

/**
 * Lets what a request causes be logged with the request's id. Comes after pino-http, which gives the request its
 * logger.
 */
export function logWithRequest(): RequestHandler {
  return (request, _response, next) => loggerOfRequest.run(request.log, next);
}

/** Nest's `Logger` on pino: Nest gives the class that speaks as the last argument, and it becomes `context`. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.write('info', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  private write(method: Method, message: unknown, rest: unknown[]): void {
    const logger = loggerOfRequest.getStore() ?? this.logger;
    const fields = rest.length > 0 ? { context: rest.at(-1) } : {};
    const others = rest.slice(0, -1);
    if (message instanceof Error) logger[method]({ ...fields, err: message });
    else if (typeof message === 'object') logger[method]({ ...fields, ...message }, ...texts(others));
    else if (isStack(others[0])) logger[method]({ ...fields, err: errorOf(String(message), others[0]) });
    else logger[method](fields, String(message), ...others);
  }
}

/** pino takes one text after an object. */
function texts([first]: unknown[]): [] | [string] {
  return typeof first === 'string' ? [first] : [];
}

/** Nest's own exception handlers give a message and the stack as text. */
function isStack(value: unknown): value is string {
  return typeof value === 'string' && /\n {4}at /.test(value);
}

function errorOf(message: string, stack: string): Error {
  const error = new Error(message);
  error.stack = stack;
  return error;
}
