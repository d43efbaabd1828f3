import { context, trace } from '@opentelemetry/api';
import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import { redactRecord } from '../redaction/redact';
import { redactText } from '@amplication/foundation';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevelName = (typeof LOG_LEVELS)[number];

/**
 * pino's options of every logger here: JSON lines with the service's name, ISO times, the trace that is running, and
 * no secret. Fields are redacted by name and by value, and the finished line once more by value, which covers texts.
 */
export function loggerOptions(app: string, level: LogLevelName): LoggerOptions {
  return {
    level,
    base: { app },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: redactFields,
      bindings: redactFields,
    },
    // Errors were made plain by the formatter; pino's own serializer would take them for errors again.
    serializers: { err: (error: unknown) => error },
    hooks: { streamWrite: redactText },
    mixin: traceFields,
  };
}

/** A pino logger that writes to standard output, or to `destination`. */
export function createLogger(
  app: string,
  options: { level?: LogLevelName; destination?: DestinationStream } = {},
): Logger {
  const settings = loggerOptions(app, options.level ?? 'info');
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

/** `req` and `res` are raw HTTP objects here; their serializers (`http-logger.ts`) take the few safe parts. */
function redactFields({ req, res, ...fields }: Record<string, unknown>): Record<string, unknown> {
  return { ...(req ? { req } : {}), ...(res ? { res } : {}), ...redactRecord(fields) };
}

function traceFields(): Record<string, string> {
  const span = trace.getSpanContext(context.active());
  return span ? { traceId: span.traceId } : {};
}
