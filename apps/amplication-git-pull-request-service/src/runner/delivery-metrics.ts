import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';

/** What an operator sees of the deliveries at /metrics. */
@Injectable()
export class DeliveryMetrics {
  private readonly tries: Counter<'end'>;
  private readonly seconds: Histogram<'end'>;

  constructor(registry: Registry) {
    this.tries = new Counter({
      name: 'delivery_tries_total',
      help: 'Tries to bring a build into Bitbucket, by how they ended: the state of the job, or the code of the error.',
      labelNames: ['end'],
      registers: [registry],
    });
    this.seconds = new Histogram({
      name: 'delivery_try_seconds',
      help: 'How long a try took.',
      labelNames: ['end'],
      buckets: [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64, 128],
      registers: [registry],
    });
  }

  /** Counts a try that began at `startedAt`, in milliseconds of `performance.now()`. */
  count(end: string, startedAt: number): void {
    this.tries.inc({ end });
    this.seconds.observe({ end }, (performance.now() - startedAt) / 1000);
  }
}
