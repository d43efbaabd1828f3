import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { NextFunction, Request, RequestHandler, Response } from 'express';

/** Makes each HTTP request a span that continues the caller's trace. The span's name holds the route, never the query. */
export function httpTracing(): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const parent = propagation.extract(context.active(), request.headers);
    const span = trace.getTracer('amplication').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
    response.once('close', () => {
      const route: unknown = request.route?.path;
      if (typeof route === 'string') span.updateName(`${request.method} ${route}`);
      span.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    });
    context.with(trace.setSpan(parent, span), next);
  };
}
