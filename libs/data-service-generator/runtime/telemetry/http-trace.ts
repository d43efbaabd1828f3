import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type Request, type RequestHandler } from 'express';

/** Makes each request a span that continues the caller's trace. It holds the route, and no value of the address. */
export const httpTrace = (): RequestHandler => (request, response, next) => {
  const parent = propagation.extract(context.active(), request.headers);
  const span = trace.getTracer('http').startSpan(request.method, { kind: SpanKind.SERVER }, parent);
  response.once('close', () => {
    const route = routeOf(request);
    if (route !== undefined) span.updateName(`${request.method} ${route}`).setAttribute('http.route', route);
    span.setAttribute('http.request.method', request.method);
    span.setAttribute('http.response.status_code', response.statusCode);
    if (response.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
    span.end();
  });
  context.with(trace.setSpan(parent, span), next);
};

/** Express keeps there what it has found; its types do not say what. */
function routeOf(request: Request): string | undefined {
  const route: unknown = request.route;
  const path = typeof route === 'object' && route !== null && 'path' in route ? route.path : undefined;
  return typeof path === 'string' ? path : undefined;
}
