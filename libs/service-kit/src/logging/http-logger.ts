import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import { redactText } from '@amplication/foundation';

const REQUEST_ID = /^[\w-]{8,64}$/;
/** Of an address, in characters: the longest one of ours is a quarter of it. */
const LOGGED_ADDRESS = 1_000;
/** Asked every few seconds by machines; a line for each would bury the rest. */
const QUIET = /^\/(?:health\/(?:live|ready)|metrics)(?:\?|$)/;

/** Middleware that writes one line for each request that ended, with its id, and no header, cookie or body. */
export function httpLogger(logger: Logger): HttpLogger {
  return pinoHttp({
    logger,
    genReqId: requestId,
    autoLogging: { ignore: (request: IncomingMessage) => QUIET.test(request.url ?? '') },
    quietReqLogger: true,
    customAttributeKeys: { reqId: 'requestId' },
    customLogLevel: (_request, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'warn' : 'info';
    },
    customSuccessMessage: describe,
    customErrorMessage: describe,
    wrapSerializers: false,
    serializers: {
      // Made plain by the logger; pino-http would take it for an error again.
      err: (error: unknown) => error,
      req: () => undefined,
      res: (response: ServerResponse) => ({ status: response.statusCode }),
    },
  });
}

/** The caller's `X-Request-Id` where it is a plain one, else a new one; returned in the answer. */
function requestId(request: IncomingMessage, response: ServerResponse): string {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
  response.setHeader('X-Request-Id', id);
  return id;
}

function describe(request: IncomingMessage, response: ServerResponse): string {
  // Without the query: its values are the caller's, and may be anything.
  const [path = ''] = addressOf(request).split('?', 1);
  const address = redactText(path.slice(0, LOGGED_ADDRESS));
  return `${request.method} ${address} ${response.statusCode}`;
}

/** Express takes from `url` what it has matched, and keeps the whole. */
function addressOf(request: IncomingMessage): string {
  const whole = 'originalUrl' in request ? request.originalUrl : request.url;
  return typeof whole === 'string' ? whole : '';
}
