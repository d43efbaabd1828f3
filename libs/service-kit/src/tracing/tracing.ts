import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

/**
 * Registers OpenTelemetry for the process, so that a trace goes on over HTTP and events (W3C `traceparent`) and its id
 * stands in each log line. Spans are sent only where `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector.
 * Returns the function that sends what is left and stops.
 */
export function startTracing(app: string, env: NodeJS.ProcessEnv = process.env): () => Promise<void> {
  const exporters = env.OTEL_EXPORTER_OTLP_ENDPOINT ? [new BatchSpanProcessor(new OTLPTraceExporter())] : [];
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': app }),
    spanProcessors: exporters,
  });
  provider.register();
  return () => provider.shutdown();
}
