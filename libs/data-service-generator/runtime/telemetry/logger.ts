import { context, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { type Config } from '../config.js';
import { requestContext } from '../context/request-context.js';
import { errorForLog } from './error-for-log.js';

export type { Logger };

/** Injects the logger of the service. */
export const LOGGER = Symbol('logger');

interface LoggerSettings {
  readonly logLevel: Config['logLevel'];
  readonly database: Pick<Config['database'], 'applicationName'>;
}

/** Lines of JSON on standard output. What is logged while a request is answered carries the request's id and trace. */
export function createLogger({ logLevel, database }: LoggerSettings, to?: DestinationStream): Logger {
  const options = {
    level: logLevel,
    base: { service: database.applicationName },
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: errorForLog },
    mixin: () => ({ ...ofRequest(), ...ofTrace() }),
  };
  return to ? pino(options, to) : pino(options);
}

function ofRequest(): { requestId?: string } {
  const request = requestContext.getStore();
  return request ? { requestId: request.id } : {};
}

function ofTrace(): { traceId?: string } {
  const span = trace.getSpanContext(context.active());
  return span ? { traceId: span.traceId } : {};
}
