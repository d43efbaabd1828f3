import { Controller, Get, Header, VERSION_NEUTRAL } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Public } from '../http/public';

/** The service's numbers in the text format of Prometheus. */
@Public()
@Controller({ path: 'metrics', version: VERSION_NEUTRAL })
export class MetricsController {
  constructor(private readonly registry: Registry) {}

  @Get()
  @Header('Content-Type', Registry.PROMETHEUS_CONTENT_TYPE)
  @Header('Cache-Control', 'no-store')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
