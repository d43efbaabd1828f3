import { type Context, context, propagation } from '@opentelemetry/api';

/**
 * The W3C `traceparent` (https://www.w3.org/TR/trace-context/) of what runs now, for an outgoing event or request.
 * Undefined outside of a trace.
 */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** The active context, as a child of a `traceparent`; unchanged if that is missing or not well formed. */
export function contextOf(traceparent: string | undefined): Context {
  return propagation.extract(context.active(), { traceparent });
}
