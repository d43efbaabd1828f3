import { context, propagation, type SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const TRACER = 'amplication';

/** The `traceparent` header of what runs now, for an outgoing event or request. Undefined outside of a trace. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

/** Runs work as a span that continues the trace of `traceparent`, or starts a new one without it. */
export async function withSpan<T>(
  name: string,
  options: { kind: SpanKind; traceparent?: string },
  work: () => Promise<T>,
): Promise<T> {
  const parent = options.traceparent
    ? propagation.extract(context.active(), { traceparent: options.traceparent })
    : context.active();
  return trace.getTracer(TRACER).startActiveSpan(name, { kind: options.kind }, parent, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
