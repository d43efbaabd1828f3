/** Starts traces where the settings name a collector; without one, nothing of it is loaded. Returns what ends them. */
export async function startTracing(service: string): Promise<() => Promise<void>> {
  if (!process.env['OTEL_EXPORTER_OTLP_ENDPOINT']) return () => Promise.resolve();
  return (await import('./open-telemetry.js')).startOpenTelemetry(service);
}
