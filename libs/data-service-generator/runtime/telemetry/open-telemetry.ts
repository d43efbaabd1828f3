import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import * as pg from 'pg';

/**
 * Watches the driver that is loaded already. Left to itself the library looks out for `require`, which modules of
 * JavaScript do not go by.
 */
class LoadedPgInstrumentation extends PgInstrumentation {
  watch(): void {
    for (const { name, patch } of this.init()) if (name === 'pg') patch?.(pg);
  }
}

/** Sends traces to the collector of `OTEL_EXPORTER_OTLP_ENDPOINT`: requests and statements, without values. */
export function startOpenTelemetry(service: string): () => Promise<void> {
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': process.env['OTEL_SERVICE_NAME'] ?? service }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const statements = new LoadedPgInstrumentation({ requireParentSpan: true });
  statements.setTracerProvider(provider);
  statements.watch();
  return () => provider.shutdown();
}
